using Platen.Pdl.Inspection;

namespace Platen.Pdl.Images;

/// <summary>
/// An image of one page, made of segments that tell their length. Nothing inside of it is taken for the end of the job's language: a universal exit counts only behind the image's own end.
/// </summary>
internal abstract class ImageScanner(PdlFormat format) : IDocumentScanner
{
    private bool sawEnd;
    private bool isLost;

    public bool Ended { get; private set; }

    protected ColourMode Colour { get; set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        long at = 0;
        while (at < block.Length && !sawEnd && !isLost)
        {
            var taken = Pass(block[(int)at..], out sawEnd, out isLost);
            if (taken == 0 && !sawEnd && !isLost)
            {
                // a segment's head is cut off by the end of the block, or of the file
                return final ? block.Length : at;
            }

            at += taken;
        }

        if (at >= block.Length)
        {
            return at;
        }

        var passed = UelSearch.Pass(block, (int)at, final, out var found);
        Ended = found;
        return passed;
    }

    public DocumentFacts Finish(bool truncated) => new()
    {
        Format = format,
        Pages = PageCount.Parsed(1),
        Colour = Colour switch
        {
            ColourMode.Monochrome => Finding<ColourMode>.Parsed(Colour),
            // an RGB image may still hold nothing but greys
            ColourMode.Colour => new Finding<ColourMode>(Colour, Evidence.Declared, Confidence.Low),
            _ => default,
        },
        ColourPages = Colour switch
        {
            ColourMode.Monochrome => Finding<int>.Parsed(0),
            ColourMode.Colour => new Finding<int>(1, Evidence.Declared, Confidence.Low),
            _ => default,
        },
        IsComplete = sawEnd && !truncated,
        Warning = sawEnd ? null : "the image is damaged or cut off",
    };

    public void Dispose()
    {
    }

    /// <summary>
    /// Reads the segment at the start of <paramref name="rest"/>; returns its length, beyond the block where it ends there, or 0 when its head is not there yet.
    /// </summary>
    protected abstract long Pass(ReadOnlySpan<byte> rest, out bool isEnd, out bool isDamaged);
}
