using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

internal sealed class FragileRelayGrain : Grain, IFragileRelayGrain
{
    public Task PingAsync(string key) => GrainFactory.GetGrain<IFragileGrain>(key).PingAsync();
}
