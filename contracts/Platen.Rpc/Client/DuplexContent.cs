using System.Net;

namespace Platen.Rpc.Client;

/// <summary>The body of a request that stays open for writing until it is completed: the sending half of a stream.</summary>
internal sealed class DuplexContent(TimeProvider time) : HttpContent
{
    /// <summary>How long a broken sending half waits for the receiving half to learn the reason.</summary>
    private static readonly TimeSpan ReasonGrace = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource<Stream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stream to write into, once the request is on its way.</summary>
    public Task<Stream> OpenedAsync => _opened.Task;

    /// <summary>Half-closes: the server sees the end of the requests.</summary>
    public void Complete() => _completed.TrySetResult();

    /// <summary>The receiving half has its answer, or its fault.</summary>
    public void OnAnswered() => _answered.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The headers leave now, so that the server begins before the first message is written.
        await stream.FlushAsync(cancellationToken);
        if (!_opened.TrySetResult(stream))
        {
            throw new IOException("The connection closed before the server took the stream; what was written to it cannot be sent again.");
        }

        try
        {
            await _completed.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // HttpClient ends the call with the first half that fails. This one knows only that the stream is gone, the other one why.
            await Task.WhenAny(_answered.Task, Task.Delay(ReasonGrace, time, CancellationToken.None));
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
