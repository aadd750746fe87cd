using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class StepGrain : Grain, IStepGrain
{
    public async Task<int> DownAsync(int steps) => steps == 0 ? 0 : 1 + await GrainFactory.GetGrain<IStepGrain>($"{steps - 1}").DownAsync(steps - 1);
}
