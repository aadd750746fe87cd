using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.Activations;

/// <content>Activation and deactivation.</content>
internal sealed partial class Activation
{
    private static readonly MethodDescriptor Activating = new("OnActivateAsync", interleaves: false);
    private static readonly MethodDescriptor Deactivating = new("OnDeactivateAsync", interleaves: false);

    private InternalRequest? _lifeCycle;
    private Ending? _ending;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (Gate)
        {
            BeginEnd(deactivationReason, cancellationToken);
        }
    }

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) =>
        Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, "MigrateOnIdle was called."), cancellationToken);

    protected override void OnQueued(GrainRequest request)
    {
        if (Phase == TargetPhase.New)
        {
            Phase = TargetPhase.Activating;
            StartLifeCycle(new InternalRequest(ActivateAsync), Activating, request.Parent);
        }
    }

    protected override void AfterEnded(GrainRequest request, Task? outcome)
    {
        if (!ReferenceEquals(request, _lifeCycle))
        {
            BeginDeactivationWhenDrained();
            return;
        }

        _lifeCycle = null;
        if (Phase == TargetPhase.Deactivating)
        {
            OnDeactivated();
        }
        else if (outcome!.IsCompletedSuccessfully)
        {
            OnActivated();
        }
        else
        {
            OnActivationFailed(outcome.Exception?.InnerException ?? new TaskCanceledException(outcome));
        }
    }

    private void StartLifeCycle(InternalRequest request, MethodDescriptor method, GrainRequest? caller)
    {
        _lifeCycle = request;
        request.Prepare(method, caller);
        StartInternal(request);
    }

    private async Task ActivateAsync()
    {
        var grain = Class.Create(this);
        lock (Gate)
        {
            _instance = grain;
        }

        if (Class.HasOnActivate)
        {
            await BoundAsync(((IGrainBase)grain).OnActivateAsync, "OnActivateAsync", Engine.Options.ActivationTimeout, CancellationToken.None);
        }
    }

    private void OnActivated()
    {
        lock (Gate)
        {
            Phase = TargetPhase.Valid;
            _lastUsed = Engine.Time.GetTimestamp();
            StartAfterActivation();
            if (_ending is null)
            {
                return;
            }

            // told to end already, by its own OnActivateAsync perhaps: who waited first is served, so that calls make progress
            Phase = TargetPhase.Draining;
        }

        BeginDeactivationWhenDrained();
    }

    private void OnActivationFailed(Exception exception)
    {
        Engine.Log.ActivationFailed(exception, Name);
        var callers = Leave();
        _ = ReleaseAsync();
        foreach (var caller in callers)
        {
            caller.Reject(exception);
        }
    }

    /// <summary>Stops taking requests. The caller holds the gate.</summary>
    private void BeginEnd(DeactivationReason reason, CancellationToken token)
    {
        if (_ending is not null || Phase == TargetPhase.Gone)
        {
            return;
        }

        _ending = new Ending(reason, token);
        if (Phase == TargetPhase.New)
        {
            // nobody has called: there is nothing to end
            Phase = TargetPhase.Gone;
            router.Remove(this);
        }
        else if (Phase == TargetPhase.Valid)
        {
            Phase = TargetPhase.Draining;
            BeginDeactivationWhenDrained();
        }
    }

    private void BeginDeactivationWhenDrained()
    {
        lock (Gate)
        {
            if (Phase == TargetPhase.Draining && NothingRuns())
            {
                Phase = TargetPhase.Deactivating;
                StartLifeCycle(new InternalRequest(DeactivateAsync), Deactivating, caller: null);
            }
        }
    }

    private async Task DeactivateAsync()
    {
        DisposeTimers();
        if (Class.HasOnDeactivate)
        {
            try
            {
                var (reason, token) = _ending!;
                await BoundAsync(end => ((IGrainBase)_instance!).OnDeactivateAsync(reason, end), "OnDeactivateAsync", Engine.Options.DeactivationTimeout, token);
            }
            catch (Exception exception)
            {
                Engine.Log.DeactivationFailed(exception, Name);
            }
        }

        await ReleaseAsync();
    }

    private void OnDeactivated()
    {
        foreach (var caller in Leave())
        {
            router.Resend(Key, caller);
        }
    }

    private List<GrainRequest> Leave()
    {
        List<GrainRequest> callers;
        lock (Gate)
        {
            Phase = TargetPhase.Gone;
            callers = TakeWaiting();
        }

        router.Remove(this);
        _deactivated?.TrySetResult();
        callers.RemoveAll(static caller => caller.IsLocal);
        return callers;
    }

    /// <summary>Disposes the grain object and its services.</summary>
    private async Task ReleaseAsync()
    {
        DisposeTimers();
        try
        {
            if (_instance is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else
            {
                (_instance as IDisposable)?.Dispose();
            }

            if (_services is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception exception)
        {
            Engine.Log.DisposalFailed(exception, Name);
        }
    }

    private async Task BoundAsync(Func<CancellationToken, Task> step, string name, TimeSpan limit, CancellationToken token)
    {
        using var timeout = new CancellationTokenSource(limit, Engine.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, token, Engine.Aborted);
        try
        {
            await step(both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"{name} of {Name} did not end within {limit}.", exception);
        }
    }

    private sealed record Ending(DeactivationReason Reason, CancellationToken Token);
}
