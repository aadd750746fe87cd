using Platen.Pdl.Inspection;

namespace Platen.Pdl.Images;

/// <summary>A JPEG or PNG image: one page by nature; its header tells grey from colour (ITU-T T.81 B.2.2, PNG 11.2.2).</summary>
internal sealed class ImageScanner(PdlFormat format) : IDocumentScanner
{
    private bool started;
    private ColourMode colour;

    public bool Ended { get; private set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        if (!started)
        {
            started = true;
            colour = format == PdlFormat.Png ? PngColour(block) : JpegColour(block);
        }

        var passed = UelSearch.Pass(block, 0, final, out var found);
        Ended = found;
        return passed;
    }

    public DocumentFacts Finish(bool truncated) => new()
    {
        Format = format,
        Pages = PageCount.Parsed(1),
        Colour = colour switch
        {
            ColourMode.Monochrome => Finding<ColourMode>.Parsed(colour),
            // an RGB image may still hold nothing but greys
            ColourMode.Colour => new Finding<ColourMode>(colour, Evidence.Declared, Confidence.Low),
            _ => default,
        },
    };

    public void Dispose()
    {
    }

    private static ColourMode PngColour(ReadOnlySpan<byte> block) =>
        block.Length < 26 ? ColourMode.Unknown : block[25] is 0 or 4 ? ColourMode.Monochrome : ColourMode.Colour;

    /// <summary>Walks the marker segments of the first block to the frame header, whose last field is the number of components.</summary>
    private static ColourMode JpegColour(ReadOnlySpan<byte> block)
    {
        for (var at = 2; at + 9 < block.Length && block[at] == 0xFF;)
        {
            var marker = block[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return block[at + 9] == 1 ? ColourMode.Monochrome : ColourMode.Colour;
            }

            at += 2 + Math.Max(2, (block[at + 2] << 8) | block[at + 3]);
        }

        return ColourMode.Unknown;
    }
}
