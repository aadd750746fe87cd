using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class TimedGrain(Probe probe, IGrainContext context) : Grain, ITimedGrain
{
    private IGrainTimer? _timer;
    private int _inside;
    private int _work;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Say($"deactivate {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task StartAsync(TimeSpan due, TimeSpan period, bool interleave, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(due, period) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task ChangeAsync(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task HoldAsync(string gate)
    {
        probe.Say($"in {gate}");
        await probe.Gate(gate).Task;
    }

    public async Task<int> WorkAsync(int yields)
    {
        Enter();
        for (var count = 0; count < yields; count++)
        {
            await Task.Yield();
        }

        Exit();
        return ++_work;
    }

    public Task KeepAsync(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task EndSoonAsync()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task StartOutsideTurnAsync()
    {
        await Task.Run(() => this.RegisterGrainTimer(static () => Task.CompletedTask, TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    public Task<string> ContextAsync() => Task.FromResult(ContextBox.Put(ReferenceEquals(context, GrainContext) ? context : throw new InvalidOperationException("another context was injected")));

    private async Task TickAsync(CancellationToken token)
    {
        Enter();
        probe.Say("tick");
        if (this.GetPrimaryKeyString() == "fails")
        {
            Exit();
            throw new InvalidDataException("tick");
        }

        if (this.GetPrimaryKeyString() == "slow")
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                probe.Say("tick cancelled");
            }
        }

        await Task.Yield();
        Exit();
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _inside, 1) != 0)
        {
            probe.Say("overlap");
        }
    }

    private void Exit() => Volatile.Write(ref _inside, 0);
}
