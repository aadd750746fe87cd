using Orleans;
using Orleans.Concurrency;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests.Grains;

[StatelessWorker(3)]
public sealed class WorkerGrain(Probe probe) : Grain, IWorkerGrain
{
    public async Task HoldAsync(string gate)
    {
        probe.Say($"in {gate}");
        await probe.Gate(gate).Task;
        probe.Say($"out {gate}");
    }

    public async Task<int> NestAsync(int depth) => depth == 0 ? 0 : await GrainFactory.GetGrain<IWorkerGrain>(this.GetPrimaryKeyString()).NestAsync(depth - 1);
}
