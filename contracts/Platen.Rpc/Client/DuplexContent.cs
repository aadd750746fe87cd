using System.Net;

namespace Platen.Rpc.Client;

/// <summary>The body of a request that stays open for writing until it is completed: the sending half of a stream.</summary>
internal sealed class DuplexContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stream to write into, once the request is on its way.</summary>
    public Task<Stream> OpenedAsync => _opened.Task;

    /// <summary>Half-closes: the server sees the end of the requests.</summary>
    public void Complete() => _completed.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The headers leave now, so that the server begins before the first message is written.
        await stream.FlushAsync(cancellationToken);
        if (!_opened.TrySetResult(stream))
        {
            throw new IOException("The connection closed before the server took the stream; what was written to it cannot be sent again.");
        }

        await _completed.Task.WaitAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
