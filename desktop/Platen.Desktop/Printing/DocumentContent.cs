using System.Net;
using System.Net.Http.Headers;

namespace Platen.Desktop.Printing;

/// <summary>The body of a Print-Job request: its attributes, then the file, with the true length.</summary>
internal sealed class DocumentContent : HttpContent
{
    private const int BlockBytes = 64 * 1024;

    private readonly byte[] _attributes;
    private readonly FileStream _document;
    private readonly Action<long, long> _onSent;

    /// <param name="attributes">The request as it is on the wire.</param>
    /// <param name="document">The file, from its start.</param>
    /// <param name="onSent">Told how many of the document's bytes have gone, of how many.</param>
    public DocumentContent(byte[] attributes, FileStream document, Action<long, long> onSent)
    {
        (_attributes, _document, _onSent) = (attributes, document, onSent);
        Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_attributes, cancellationToken);
        var (block, length) = (new byte[BlockBytes], _document.Length);
        while (await _document.ReadAsync(block, cancellationToken) is var read and > 0)
        {
            await stream.WriteAsync(block.AsMemory(0, read), cancellationToken);
            _onSent(_document.Position, length);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _attributes.Length + _document.Length;
        return true;
    }
}
