using System.Net;
using System.Net.Http.Headers;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Delivery;

/// <summary>The body of a Print-Job request: the attributes, then the document, with the true Content-Length, or chunked where the document is made on the way.</summary>
internal sealed class IppDocumentContent : HttpContent
{
    private readonly byte[] _attributes;
    private readonly PrintDocument _document;
    private readonly Action<long, bool> _onTaken;

    /// <param name="attributes">The request as it is on the wire.</param>
    /// <param name="document">What follows it.</param>
    /// <param name="onTaken">Told how many of the document's bytes the connection has taken, each time that it takes some, first of 0; and whether that is all.</param>
    public IppDocumentContent(byte[] attributes, PrintDocument document, Action<long, bool> onTaken)
    {
        (_attributes, _document, _onTaken) = (attributes, document, onTaken);
        Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
    }

    /// <summary>Bytes of the document that the connection took.</summary>
    public long DocumentBytesSent { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_attributes, cancellationToken);
        _onTaken(0, false);
        while (await _document.ReadAsync(cancellationToken) is { IsEmpty: false } block)
        {
            await stream.WriteAsync(block, cancellationToken);
            DocumentBytesSent += block.Length;
            _onTaken(DocumentBytesSent, false);
        }

        _onTaken(DocumentBytesSent, true);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _attributes.Length + (_document.KnownLength ?? 0);
        return _document.KnownLength is not null;
    }
}
