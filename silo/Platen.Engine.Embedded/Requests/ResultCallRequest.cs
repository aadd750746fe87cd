namespace Platen.Engine.Embedded.Requests;

/// <summary>A call of a method with a result.</summary>
internal abstract class ResultCallRequest<TResult> : CallRequest
{
    private TaskCompletionSource<TResult>? _promise;
    private Task<TResult>? _kept;

    public Task<TResult> Response => _promise?.Task ?? _kept!;

    protected sealed override bool HasPromise => _promise is not null;

    protected sealed override Task Fault(Exception exception) => Task.FromException<TResult>(exception);

    // continuations must not run inside the turn that ends
    protected sealed override void CreatePromise() => _promise ??= new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);

    protected sealed override void Settle(Task outcome) => _promise!.TrySetFromTask((Task<TResult>)outcome);

    protected sealed override void Keep(Task outcome) => _kept = (Task<TResult>)outcome;

    protected sealed override void TryFail(Exception exception) => _promise!.TrySetException(exception);

    protected sealed override void TryCancel(CancellationToken token) => _promise!.TrySetCanceled(token);
}
