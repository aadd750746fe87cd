namespace Platen.Pdl.Pdf;

/// <summary>
/// Decodes content streams for <see cref="PdfContentScanner"/>. Bounded by <see cref="PdlLimits.PdfContentBytes"/> and by <see cref="PdlLimits.PdfContentRatio"/> over the whole job: beyond, or where
/// a filter is not known, the stream may hold anything.
/// </summary>
internal sealed class PdfContentDecoder(PdlLimits limits) : PdfStreamDecoder
{
    // short streams may be packed well
    private const long DecodedFree = 1024 * 1024;

    public PdfContentScanner Scanner { get; } = new();

    /// <summary>True when the last stream could not be read to its end.</summary>
    public bool WasLost { get; private set; }

    protected override bool IsWithinBounds => Decoded <= limits.PdfContentBytes && Decoded <= DecodedFree + (Fed * limits.PdfContentRatio);

    /// <summary>Starts on the stream that the dictionary describes, if its filter is known.</summary>
    public void Begin(PdfObject dictionary)
    {
        Scanner.Begin();
        WasLost = dictionary.HasOtherFilter || dictionary.Predictor > 1 || Decoded >= limits.PdfContentBytes;
        IsActive = false;
        if (!WasLost)
        {
            Start(dictionary);
        }
    }

    /// <summary>Ends the stream.</summary>
    public void End()
    {
        if (IsActive)
        {
            Finish();
            IsActive = false;
        }
    }

    protected override int Scan(ReadOnlySpan<byte> block, bool final)
    {
        var done = Scanner.Scan(block, final);

        // colour is colour, whatever follows
        IsActive = !Scanner.HasColour;
        return done;
    }

    protected override void GiveUp()
    {
        WasLost = true;
        base.GiveUp();
    }
}
