using Orleans.Runtime;

namespace Platen.Engine.Embedded.Activations;

/// <content>Timers.</content>
internal sealed partial class Activation
{
    private List<GrainTimer>? _timers;

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        if (!ReferenceEquals(InTurn, this))
        {
            throw new InvalidOperationException($"A timer of {Name} can be registered only in its own turn, not from Task.Run, after ConfigureAwait(false) or from another grain.");
        }

        var timer = new GrainTimer(this, callback, options);
        lock (Gate)
        {
            if (Phase >= TargetPhase.Deactivating)
            {
                throw new InvalidOperationException($"{Name} is being deactivated, so it can have no new timer.");
            }

            (_timers ??= []).Add(timer);
        }

        timer.Start();
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (Gate)
        {
            _timers?.Remove(timer);
        }
    }

    private void DisposeTimers()
    {
        List<GrainTimer>? all;
        lock (Gate)
        {
            all = _timers;
            _timers = null;
        }

        foreach (var timer in all ?? [])
        {
            timer.Dispose();
        }
    }
}
