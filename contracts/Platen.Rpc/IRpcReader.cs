namespace Platen.Rpc;

/// <summary>The incoming side of a stream. One read at a time; what is not read holds the sender back.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IRpcReader<T>
    where T : class
{
    /// <summary>The next message, or null when the peer has sent its last one.</summary>
    /// <param name="cancellationToken">Ends this read and, as a read cannot be taken back, on a client the whole call.</param>
    /// <exception cref="RpcException">The call failed, or the peer broke the protocol or a limit.</exception>
    /// <exception cref="OperationCanceledException">The call, or this read, was cancelled.</exception>
    ValueTask<T?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>All messages up to the end of the stream.</summary>
    IAsyncEnumerable<T> ReadAllAsync(CancellationToken cancellationToken = default);
}
