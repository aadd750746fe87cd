using Orleans;
using Orleans.Concurrency;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests.Grains;

[Reentrant]
public sealed class ReentrantGrain(Probe probe) : Grain, IReentrantGrain
{
    private int _inside;
    private int _value;

    public async Task HoldAsync(string gate)
    {
        probe.Say($"in {gate}");
        await probe.Gate(gate).Task;
    }

    public async Task<int> AddAsync(int yields)
    {
        for (var count = 0; count < yields; count++)
        {
            // no lock and no Interlocked: right only while no two pieces of code between awaits run at once
            if (Interlocked.Exchange(ref _inside, 1) != 0)
            {
                probe.Say("overlap");
            }

            _value++;
            Thread.SpinWait(20);
            Volatile.Write(ref _inside, 0);
            await Task.Yield();
        }

        return _value;
    }

    public async Task<string> AskBackAsync(string through) => through == this.GetPrimaryKeyString() ? "asked" : await GrainFactory.GetGrain<IReentrantGrain>(through).AskBackAsync(through);
}
