using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class TwinOneGrain : Grain, ITwinGrain
{
    public Task<string> NameAsync() => Task.FromResult("one");
}
