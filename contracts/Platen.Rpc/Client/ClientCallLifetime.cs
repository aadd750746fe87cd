using Platen.Rpc.Wire;

namespace Platen.Rpc.Client;

/// <summary>What ends a call on the client's side: its deadline, its caller's token, its disposal, its channel's disposal. One token for all, and which it was.</summary>
internal sealed class ClientCallLifetime : IDisposable
{
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource _linked;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset? _endsAt;

    public ClientCallLifetime(RpcCallOptions options, TimeProvider time, CancellationToken channelClosed)
    {
        _time = time;
        _callerToken = options.CancellationToken;
        var now = time.GetUtcNow();
        Timeout = options.TimeLeft(now) is { } left ? TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, TimeoutValue.Max.Ticks)) : null;
        if (Timeout is { } timeout)
        {
            _endsAt = now + timeout;
            _deadline = timeout > TimeSpan.Zero ? new CancellationTokenSource(timeout, time) : new CancellationTokenSource();
            _linked = CancellationTokenSource.CreateLinkedTokenSource(_callerToken, channelClosed, _deadline.Token);
        }
        else
        {
            _linked = CancellationTokenSource.CreateLinkedTokenSource(_callerToken, channelClosed);
        }

        Token = _linked.Token;
        if (Timeout == TimeSpan.Zero)
        {
            _deadline!.Cancel();
        }
    }

    public CancellationToken Token { get; }

    /// <summary>Time from the start to the deadline, or null.</summary>
    public TimeSpan? Timeout { get; }

    public void Cancel() => _linked.Cancel();

    /// <summary>
    /// Why the call ended, given the fault that an operation on it met. The deadline is asked for by the clock too: a server that resets the stream
    /// at its own deadline may be a moment ahead of the timer here.
    /// </summary>
    public Exception Explain(Exception fault)
    {
        if (fault is RpcException)
        {
            return fault;
        }

        if (_deadline is { IsCancellationRequested: true } || (_time.GetUtcNow() >= _endsAt && !_callerToken.IsCancellationRequested))
        {
            return new RpcException(RpcStatusCode.DeadlineExceeded, "The deadline passed.", innerException: fault);
        }

        if (_callerToken.IsCancellationRequested)
        {
            return new OperationCanceledException("The caller cancelled the call.", fault, _callerToken);
        }

        return Token.IsCancellationRequested
            ? new RpcException(RpcStatusCode.Cancelled, "The call, or its channel, was disposed of on this side.", innerException: fault)
            : TransportFault.ToRpcException(fault);
    }

    public void Dispose()
    {
        _linked.Dispose();
        _deadline?.Dispose();
    }
}
