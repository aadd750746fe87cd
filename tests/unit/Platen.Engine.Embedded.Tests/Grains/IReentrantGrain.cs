using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface IReentrantGrain : IGrainWithStringKey
{
    Task HoldAsync(string gate);

    Task<int> AddAsync(int yields);

    Task<string> AskBackAsync(string through);
}
