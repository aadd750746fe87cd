namespace Platen.Rpc;

/// <summary>The outgoing side of a stream. One write at a time: a second one at the same time is a fault of the caller.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IRpcWriter<in T>
    where T : class
{
    /// <summary>Sends a message. Completes when the transport has room for more, so a slow receiver slows its sender.</summary>
    /// <param name="message">The message; not kept, and free for reuse when the task has completed.</param>
    /// <param name="options">Whether it leaves at once.</param>
    /// <param name="cancellationToken">Ends this write and, as half a message cannot be taken back, the whole call.</param>
    /// <exception cref="RpcException">The message is over the limit, or the call has failed.</exception>
    /// <exception cref="InvalidOperationException">Another write is under way, or the stream was completed.</exception>
    /// <exception cref="OperationCanceledException">The call, or this write, was cancelled.</exception>
    ValueTask WriteAsync(T message, RpcWriteOptions options = RpcWriteOptions.Flush, CancellationToken cancellationToken = default);
}
