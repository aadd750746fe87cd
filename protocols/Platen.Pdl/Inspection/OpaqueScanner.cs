namespace Platen.Pdl.Inspection;

/// <summary>A document whose pages cannot be counted here; it is passed over, up to a universal exit where the format allows one.</summary>
internal sealed class OpaqueScanner(PdlFormat format, string reason) : IDocumentScanner
{
    public bool Ended { get; private set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        var uel = block.IndexOf(Ascii.Uel);
        if (uel >= 0)
        {
            Ended = true;
            return uel;
        }

        return final ? block.Length : Math.Max(0, block.Length - Ascii.Uel.Length + 1);
    }

    public DocumentFacts Finish(bool truncated) => new() { Format = format, Pages = PageCount.Unknown(reason) };

    public void Dispose()
    {
    }
}
