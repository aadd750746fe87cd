namespace Platen.Engine.Embedded.Requests;

/// <summary>A call of a method without a result.</summary>
internal abstract class VoidCallRequest : CallRequest
{
    private TaskCompletionSource? _promise;
    private Task? _kept;

    public Task Response => _promise?.Task ?? _kept!;

    protected sealed override bool HasPromise => _promise is not null;

    protected sealed override Task Fault(Exception exception) => Task.FromException(exception);

    // continuations must not run inside the turn that ends
    protected sealed override void CreatePromise() => _promise ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    protected sealed override void Settle(Task outcome) => _promise!.TrySetFromTask((Task)outcome);

    protected sealed override void Keep(Task outcome) => _kept = (Task)outcome;

    protected sealed override void TryFail(Exception exception) => _promise!.TrySetException(exception);

    protected sealed override void TryCancel(CancellationToken token) => _promise!.TrySetCanceled(token);
}
