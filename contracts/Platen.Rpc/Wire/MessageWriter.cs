using System.IO.Pipelines;
using Google.Protobuf;

namespace Platen.Rpc.Wire;

/// <summary>Messages into a pipe. Used alike for a response's body on the server and a request's on the client.</summary>
internal sealed class MessageWriter<T>(PipeWriter pipe, int maxMessageBytes)
    where T : class, IMessage<T>
{
    /// <summary>Messages written with <see cref="RpcWriteOptions.BufferHint"/> are sent when so many bytes have gathered.</summary>
    private const int BatchBytesMax = 64 * 1024;

    private int _pendingBytes;
    private int _isWriting;

    /// <summary>Whether anything was written: from then on a status can only travel in the trailers.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Whether a flush was broken off, so that bytes may lie before the receiver that it does not take.</summary>
    public bool IsStuck { get; private set; }

    public async ValueTask WriteAsync(T message, RpcWriteOptions options, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _pendingBytes += MessageFrame.Write(pipe, message, maxMessageBytes);
            HasWritten = true;
            if (options == RpcWriteOptions.Flush || _pendingBytes >= BatchBytesMax)
            {
                await FlushAsync(cancellationToken);
            }
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    /// <summary>Sends what <see cref="RpcWriteOptions.BufferHint"/> has kept back.</summary>
    public async ValueTask FlushPendingAsync(CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            if (_pendingBytes > 0)
            {
                await FlushAsync(cancellationToken);
            }
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _isWriting, 1) != 0)
        {
            throw new InvalidOperationException("Another write on this stream is under way: await it first, or put a channel before the stream.");
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        IsStuck = true;
        var result = await pipe.FlushAsync(cancellationToken);
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new OperationCanceledException("The receiver has gone.", cancellationToken);
        }

        IsStuck = false;
        _pendingBytes = 0;
    }
}
