using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface IStepGrain : IGrainWithStringKey
{
    Task<int> DownAsync(int steps);
}
