using System.Buffers.Binary;

namespace Platen.Pdl.Images;

/// <summary>A PNG image: its chunks up to <c>IEND</c> (PNG specification, 5.3); the colour type of the header tells grey from colour.</summary>
internal sealed class PngScanner() : ImageScanner(PdlFormat.Png)
{
    private const int SignatureBytes = 8;
    private bool started;

    protected override long Pass(ReadOnlySpan<byte> rest, out bool isEnd, out bool isDamaged)
    {
        isEnd = isDamaged = false;
        if (!started)
        {
            started = rest.Length >= SignatureBytes;
            return started ? SignatureBytes : 0;
        }

        // length, type, and of the header chunk width, height, depth and colour type
        if (rest.Length < 12 || (rest[4..].StartsWith("IHDR"u8) && rest.Length < 18))
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        isDamaged = length > int.MaxValue;
        isEnd = rest[4..].StartsWith("IEND"u8);
        if (rest[4..].StartsWith("IHDR"u8))
        {
            // grey, grey with alpha
            Colour = rest[17] is 0 or 4 ? ColourMode.Monochrome : ColourMode.Colour;
        }

        return isDamaged ? 0 : 12 + length;
    }
}
