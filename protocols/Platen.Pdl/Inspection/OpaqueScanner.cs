namespace Platen.Pdl.Inspection;

/// <summary>A document whose pages cannot be counted here; it is passed over, up to a universal exit where the format allows one.</summary>
internal sealed class OpaqueScanner(PdlFormat format, string reason) : IDocumentScanner
{
    public bool Ended { get; private set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        var passed = UelSearch.Pass(block, 0, final, out var found);
        Ended = found;
        return passed;
    }

    public DocumentFacts Finish(bool truncated) => new() { Format = format, Pages = PageCount.Unknown(reason) };

    public void Dispose()
    {
    }
}
