using Orleans;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class GatedGrain(Probe probe) : Grain, IGatedGrain
{
    public async Task<string> PassGateAsync(string gate, string then)
    {
        probe.Say($"at {gate}");
        await probe.Gate(gate).Task;
        return await GrainFactory.GetGrain<IRelayGrain>(then).AnswerAsync();
    }
}
