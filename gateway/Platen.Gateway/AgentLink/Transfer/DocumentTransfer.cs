using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Rpc;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>
/// One transfer, from the receiver's call to its end. The receiver's call does all the work; the holder's call lends it its streams and waits. So the relay holds one chunk at
/// a time, and who is slow slows the other.
/// </summary>
internal sealed class DocumentTransfer : IDisposable
{
    private readonly TaskCompletionSource<TransferSource> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RpcException?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _superseded = new();
    private readonly Transfers _registry;
    private RpcException _fault = new(RpcStatusCode.Cancelled, "The receiver's line broke.");
    private bool _isWhole;

    public DocumentTransfer(Transfers registry, string id, AgentName receiver, AgentName holder, JobId job, ReleaseId release, long resumeAt, bool isAhead)
    {
        _registry = registry;
        (Id, Receiver, Holder, Job, Release, ResumeAt, IsAhead) = (id, receiver, holder, job, release, resumeAt, isAhead);
        Superseded = _superseded.Token;
    }

    /// <summary>Not to be guessed: it is what lets the holder's call find this transfer.</summary>
    public string Id { get; }

    public AgentName Receiver { get; }

    public AgentName Holder { get; }

    public JobId Job { get; }

    public ReleaseId Release { get; }

    public long ResumeAt { get; }

    /// <summary>A copy for a release that may come: nothing is handed over.</summary>
    public bool IsAhead { get; }

    /// <summary>Fires when the same receiver fetches the same release anew: its former line is dead, although nobody here knows yet.</summary>
    public CancellationToken Superseded { get; }

    /// <summary>The holder's streams.</summary>
    public Task<TransferSource> Source => _source.Task;

    /// <summary>Ends when the streams are not used any more; the fault is for the holder, null: all went well.</summary>
    public Task<RpcException?> End => _end.Task;

    /// <summary>Takes the holder's streams, once.</summary>
    public bool TryAttach(TransferSource source) => _source.TrySetResult(source);

    /// <summary>All is said, be it a refusal.</summary>
    public void Completed() => _isWhole = true;

    /// <summary>What the holder is told.</summary>
    public void Failed(RpcException fault) => _fault = fault;

    public void Supersede() => _superseded.Cancel();

    public void Dispose()
    {
        _registry.Remove(this);
        _source.TrySetCanceled(CancellationToken.None);
        _end.TrySetResult(_isWhole ? null : _fault);
    }
}
