namespace Platen.Pdl.Images;

/// <summary>A JPEG image: its marker segments up to the end of image (ITU-T T.81, annex B); the frame header's number of components tells grey from colour.</summary>
internal sealed class JpegScanner() : ImageScanner(PdlFormat.Jpeg)
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private bool inScan;

    protected override long Pass(ReadOnlySpan<byte> rest, out bool isEnd, out bool isDamaged)
    {
        isEnd = isDamaged = false;
        if (inScan)
        {
            var marker = rest.IndexOf((byte)0xFF);
            if (marker != 0)
            {
                return marker < 0 ? rest.Length : marker;
            }
        }

        if (rest.Length < 2)
        {
            return 0;
        }

        // stuffed bytes, restart marks and fill bytes belong to the scan
        if (inScan && rest[1] is 0 or (>= 0xD0 and <= 0xD7))
        {
            return 2;
        }

        isDamaged = rest[0] != 0xFF;
        return isDamaged ? 0 : PassSegment(rest, out isEnd);
    }

    private long PassSegment(ReadOnlySpan<byte> rest, out bool isEnd)
    {
        var marker = rest[1];
        isEnd = marker == EndOfImage;
        if (isEnd || marker is 0xD8 or 0x01 or (>= 0xD0 and <= 0xD7))
        {
            return 2;
        }

        if (marker == 0xFF)
        {
            return 1;
        }

        if (rest.Length < 10)
        {
            return 0;
        }

        if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
        {
            Colour = rest[9] == 1 ? ColourMode.Monochrome : ColourMode.Colour;
        }

        inScan = marker == StartOfScan;
        return 2 + Math.Max(2, (rest[2] << 8) | rest[3]);
    }
}
