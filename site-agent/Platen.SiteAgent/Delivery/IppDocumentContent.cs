using System.Net;
using System.Net.Http.Headers;

namespace Platen.SiteAgent.Delivery;

/// <summary>The body of a Print-Job request: the attributes, then the document, with the true Content-Length.</summary>
internal sealed class IppDocumentContent : HttpContent
{
    private readonly byte[] _attributes;
    private readonly Delivery _delivery;
    private readonly TimeSpan _stallMax;
    private readonly TimeProvider _time;

    public IppDocumentContent(byte[] attributes, Delivery delivery, TimeSpan stallMax, TimeProvider time)
    {
        (_attributes, _delivery, _stallMax, _time) = (attributes, delivery, stallMax, time);
        Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
    }

    /// <summary>Bytes of the document that the connection took.</summary>
    public long DocumentBytesSent { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = _time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), stall, _stallMax, Timeout.InfiniteTimeSpan);
        await stream.WriteAsync(_attributes, stall.Token);
        while (await _delivery.Document.ReadAsync(cancellationToken) is { IsEmpty: false } block)
        {
            timer.Change(_stallMax, Timeout.InfiniteTimeSpan);
            await stream.WriteAsync(block, stall.Token);
            DocumentBytesSent += block.Length;
            _delivery.Progress.Sent(DocumentBytesSent);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _attributes.Length + _delivery.Document.Length;
        return true;
    }
}
