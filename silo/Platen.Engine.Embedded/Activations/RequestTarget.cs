using Orleans.Runtime;
using Platen.Engine.Embedded.Requests;
using Platen.Engine.Embedded.Turns;

namespace Platen.Engine.Embedded.Activations;

/// <summary>
/// Decides when a request may start. One request runs at a time, from its start to the end of its task; those that
/// interleave (always-interleave methods, reentrant classes) start at once, read-only ones run beside each other.
/// </summary>
internal abstract partial class RequestTarget(GrainEngine engine) : TurnScheduler
{
    private WaitingRequests _waiting;
    private GrainRequest? _exclusive;
    private int _readers;
    private int _interleaved;
    private int _announced;

    public GrainEngine Engine { get; } = engine;

    /// <summary>The object whose methods are called.</summary>
    public abstract object Instance { get; }

    /// <summary>For messages: type and key.</summary>
    public abstract string Name { get; }

    /// <summary>How many requests run, wait or are on their way: a hint, read without the lock.</summary>
    public int Load => RunningCount + _waiting.Count + Volatile.Read(ref _announced);

    protected TargetPhase Phase { get; set; }

    protected virtual bool IsReentrant => false;

    /// <summary>Whether a request may run on its caller's thread.</summary>
    protected virtual bool MayRunInline => true;

    /// <summary>All that has run so far has ended, and nothing waits. The caller holds the gate.</summary>
    protected bool IsIdle => RunningCount == 0 && _waiting.Count == 0;

    private int RunningCount => (_exclusive is null ? 0 : 1) + _readers + _interleaved;

    /// <summary>Counts a request that is about to come, until <see cref="Arrived"/>.</summary>
    public void Announce() => Interlocked.Increment(ref _announced);

    public void Arrived() => Interlocked.Decrement(ref _announced);

    /// <summary>Runs the request here and now, or queues it, or rejects it.</summary>
    /// <returns>False when this target is gone; the request is untouched.</returns>
    public bool TryReceive(GrainRequest request)
    {
        Exception? refusal;
        lock (Gate)
        {
            if (Phase == TargetPhase.Gone || (request.IsLocal && Phase > TargetPhase.Valid))
            {
                return false;
            }

            request.Target = this;
            if (MayStart(request) && _interleaved < Engine.Options.MaxEnqueuedRequests)
            {
                MarkRunning(request);
                if (request.Method.IsOneWay || !MayRunInline || !TryEnterInline())
                {
                    request.Pend();
                    request.Turn.Start(this);
                    return true;
                }

                refusal = null;
            }
            else
            {
                refusal = TryQueue(request);
                if (refusal is null)
                {
                    OnQueued(request);
                    return true;
                }
            }
        }

        if (refusal is null)
        {
            RunInline(request.Turn);
        }
        else
        {
            request.Reject(refusal);
        }

        return true;
    }

    /// <summary>A request has ended; null for one that was abandoned before it started.</summary>
    public void OnEnded(GrainRequest request, Task? outcome)
    {
        lock (Gate)
        {
            MarkEnded(request);
            if (Phase == TargetPhase.Valid)
            {
                Touch(request);
                StartWaiting();
            }
            else if (Phase == TargetPhase.Draining && _waiting.Count > 0)
            {
                // what running requests wait for must not wait for the next activation
                _waiting.RemoveWhere(TryStartWhileDraining);
            }
        }

        AfterEnded(request, outcome);
    }

    /// <summary>Whether a request that this one was called by, directly or not, runs here and is therefore waiting for it.</summary>
    public bool HasCaller(GrainRequest request)
    {
        for (var caller = request.Parent; caller is not null; caller = caller.Parent)
        {
            if (ReferenceEquals(caller.Target, this) && caller.IsRunning)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A first request has been queued, or one more. The caller holds the gate.</summary>
    protected virtual void OnQueued(GrainRequest request)
    {
    }

    /// <summary>A request counts as use. The caller holds the gate.</summary>
    protected virtual void Touch(GrainRequest request)
    {
    }

    /// <summary>After the end of a request, outside the gate.</summary>
    protected virtual void AfterEnded(GrainRequest request, Task? outcome)
    {
    }

    /// <summary>Starts work of the target itself; nothing else runs. The caller holds the gate.</summary>
    protected void StartInternal(GrainRequest request)
    {
        request.Target = this;
        _exclusive = request;
        request.Turn.Start(this);
    }

    /// <summary>Whether nothing runs. The caller holds the gate.</summary>
    protected bool NothingRuns() => RunningCount == 0;

    /// <summary>Starts what may start, in order. The caller holds the gate.</summary>
    protected void StartWaiting()
    {
        while (_waiting.First is { } next && MayStartFirst(next))
        {
            _waiting.RemoveFirst();
            MarkRunning(next);
            next.Turn.Start(this);
        }
    }

    /// <summary>Starts those that interleave, wherever they stand in the queue, then what else may start. The caller holds the gate.</summary>
    protected void StartAfterActivation()
    {
        foreach (var request in _waiting.RemoveWhere(Interleaves))
        {
            MarkRunning(request);
            request.Turn.Start(this);
        }

        StartWaiting();
    }

    /// <summary>Takes all waiting requests. The caller holds the gate.</summary>
    protected List<GrainRequest> TakeWaiting() => _waiting.RemoveWhere(static _ => true);
}
