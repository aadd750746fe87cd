using Orleans.Runtime;
using Platen.Engine.Embedded.Activations;

namespace Platen.Engine.Embedded.Requests;

/// <summary>One call of a method. It runs as a turn of its target, from the call of the method to the completion of the task that the method returned.</summary>
internal abstract class GrainRequest
{
    private int _state;
    private Task? _inner;

    public MethodDescriptor Method { get; private set; } = null!;

    /// <summary>The request that made this call and awaits it; null once that has ended, and for one-way calls.</summary>
    public GrainRequest? Parent { get; private set; }

    public RequestTarget Target { get; set; } = null!;

    /// <summary>The next in the target's queue.</summary>
    public GrainRequest? NextWaiting { get; set; }

    /// <summary>Starts the call. It is made with the request, because it captures the caller's execution context.</summary>
    public Task Turn { get; private set; } = null!;

    public int Depth { get; private set; }

    public bool IsRunning => Volatile.Read(ref _state) == (int)RequestState.Running;

    /// <summary>The cancellation token among the arguments.</summary>
    public virtual CancellationToken CancellationToken => CancellationToken.None;

    /// <summary>Whether its end counts as use of the activation.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Work of the activation itself: it dies with it, and is never passed on to the next activation.</summary>
    public virtual bool IsLocal => false;

    public void Prepare(MethodDescriptor method, GrainRequest? caller)
    {
        Method = method;
        Parent = method.IsOneWay ? null : caller;
        Depth = caller is null ? 0 : caller.Depth + 1;
        Turn = new Task(static request => ((GrainRequest)request!).RunTurn(), this);
    }

    /// <summary>Gives up before it starts.</summary>
    public bool TryAbandon() => Interlocked.CompareExchange(ref _state, (int)RequestState.Abandoned, (int)RequestState.Waiting) == (int)RequestState.Waiting;

    /// <summary>Makes the response a promise, because the call will not end on the caller's thread.</summary>
    public abstract void Pend();

    /// <summary>Ends the call without running it.</summary>
    public abstract void Reject(Exception exception);

    /// <summary>Calls the method.</summary>
    public abstract Task Invoke(object target);

    protected abstract Task Fault(Exception exception);

    /// <summary>Hands the outcome to the caller.</summary>
    protected abstract void Respond(Task outcome);

    private void RunTurn()
    {
        if (Interlocked.CompareExchange(ref _state, (int)RequestState.Running, (int)RequestState.Waiting) != (int)RequestState.Waiting)
        {
            Target.OnEnded(this, outcome: null);
            return;
        }

        CallChain.Enter(this);
        if (SynchronizationContext.Current is not null)
        {
            // the caller's context must not capture this turn's continuations
            SynchronizationContext.SetSynchronizationContext(null);
        }

        _inner = Start();
        if (_inner.IsCompleted)
        {
            End();
            return;
        }

        Pend();
        _inner.GetAwaiter().UnsafeOnCompleted(End);
    }

    private Task Start()
    {
        try
        {
            return Invoke(Target.Instance) ?? Fault(new InvalidOperationException($"{Method.Name} of {Target.Name} returned a null task."));
        }
        catch (Exception exception)
        {
            return Fault(exception);
        }
    }

    private void End()
    {
        Volatile.Write(ref _state, (int)RequestState.Ended);
        Parent = null;
        Target.OnEnded(this, _inner!);
        Respond(_inner!);
    }
}
