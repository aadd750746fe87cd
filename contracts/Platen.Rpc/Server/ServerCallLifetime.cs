namespace Platen.Rpc.Server;

/// <summary>What can end a call from outside its handler: its deadline, its client, the server's end. One token for all, and which it was.</summary>
internal sealed class ServerCallLifetime : IDisposable
{
    private readonly CancellationToken _clientGone;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource? _linked;
    private volatile bool _isClientLost;

    /// <param name="timeout">From now to the deadline.</param>
    /// <param name="time">The clock of the deadline.</param>
    /// <param name="clientGone">Fires when the client resets the stream or the connection is lost.</param>
    /// <param name="stopping">Fires when the server stops; none for calls that are short enough to end by themselves.</param>
    public ServerCallLifetime(TimeSpan? timeout, TimeProvider time, CancellationToken clientGone, CancellationToken stopping)
    {
        _clientGone = clientGone;
        _stopping = stopping;
        _deadline = timeout is { } t ? new CancellationTokenSource(t, time) : null;
        if (_deadline is not null || stopping.CanBeCanceled)
        {
            _linked = CancellationTokenSource.CreateLinkedTokenSource(clientGone, stopping, _deadline?.Token ?? CancellationToken.None);
        }
    }

    public CancellationToken Token => _linked?.Token ?? _clientGone;

    public bool IsClientGone => _isClientLost || _clientGone.IsCancellationRequested;

    /// <summary>Notes that reading met the end of the stream by force; Kestrel fires its token a moment later.</summary>
    public void OnClientLost() => _isClientLost = true;

    /// <summary>The status to end with if the call was ended from outside.</summary>
    public RpcStatus? End => this switch
    {
        { IsClientGone: true } => new RpcStatus(RpcStatusCode.Cancelled, "The client cancelled the call."),
        { _deadline.IsCancellationRequested: true } => new RpcStatus(RpcStatusCode.DeadlineExceeded, "The deadline passed."),
        { _stopping.IsCancellationRequested: true } => new RpcStatus(RpcStatusCode.Unavailable, "The server is shutting down."),
        _ => null,
    };

    public void Dispose()
    {
        _linked?.Dispose();
        _deadline?.Dispose();
    }
}
