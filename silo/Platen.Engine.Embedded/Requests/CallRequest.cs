namespace Platen.Engine.Embedded.Requests;

/// <summary>A call with a caller, who gets its outcome, or a time-out, or a cancellation.</summary>
internal abstract class CallRequest : GrainRequest
{
    private CancellationTokenRegistration _cancellation;

    public GrainEngine Engine { get; set; } = null!;

    /// <summary>Its place among the pending calls.</summary>
    public PendingCallNode? Pending { get; set; }

    protected abstract bool HasPromise { get; }

    public sealed override void Pend()
    {
        if (HasPromise || Method.IsOneWay)
        {
            return;
        }

        CreatePromise();
        Engine.PendingCalls.Add(this);
        if (CancellationToken.CanBeCanceled)
        {
            _cancellation = CancellationToken.UnsafeRegister(static (request, token) => ((CallRequest)request!).Cancel(token), this);
        }
    }

    public sealed override void Reject(Exception exception)
    {
        if (Method.IsOneWay)
        {
            Engine.Log.OneWayCallFailed(exception, Method.Name, Target?.Name ?? "?");
            return;
        }

        CreatePromise();
        Release();
        TryFail(exception);
    }

    /// <summary>Ends the caller's wait. The call itself goes on if it has started.</summary>
    public void GiveUp(Exception exception)
    {
        TryAbandon();
        Release();
        TryFail(exception);
    }

    /// <summary>Ends the call before it has been sent, because its token is cancelled already.</summary>
    public void Cancel()
    {
        if (!Method.IsOneWay)
        {
            CreatePromise();
            TryCancel(CancellationToken);
        }
    }

    protected sealed override void Respond(Task outcome)
    {
        if (Method.IsOneWay)
        {
            LogFailure(outcome);
        }
        else if (HasPromise)
        {
            Release();
            Settle(outcome);
        }
        else
        {
            Keep(outcome);
        }
    }

    /// <summary>Makes the promise if there is none.</summary>
    protected abstract void CreatePromise();

    /// <summary>Settles the promise.</summary>
    protected abstract void Settle(Task outcome);

    /// <summary>Keeps the method's own task as the response: the call ended on the caller's thread.</summary>
    protected abstract void Keep(Task outcome);

    protected abstract void TryFail(Exception exception);

    protected abstract void TryCancel(CancellationToken token);

    private void Cancel(CancellationToken token)
    {
        TryAbandon();
        PendingCalls.Remove(this);
        TryCancel(token);
    }

    private void Release()
    {
        PendingCalls.Remove(this);
        _cancellation.Unregister();
    }

    private void LogFailure(Task outcome)
    {
        if (outcome.Exception is { } exception)
        {
            Engine.Log.OneWayCallFailed(exception.InnerException ?? exception, Method.Name, Target.Name);
        }
    }
}
