using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class TwinTwoGrain : Grain, ITwinGrain
{
    public Task<string> NameAsync() => Task.FromResult("two");
}
