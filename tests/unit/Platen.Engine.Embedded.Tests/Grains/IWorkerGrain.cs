using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface IWorkerGrain : IGrainWithStringKey
{
    Task HoldAsync(string gate);

    Task<int> NestAsync(int depth);
}
