namespace Platen.Pdl.PwgRaster;

/// <summary>
/// Passes over the rows of one page. Compressed, as PWG Raster (PWG 5102.4 section 4.4) and Apple Raster share it: a repeat count for the line, then runs and
/// literals of whole pixels until the line is full. Pixels are looked at only while they can tell whether the page has colour; else only lengths are.
/// </summary>
internal sealed class RasterRows
{
    private const int FillRestOfLine = 128;
    private RasterPage page;
    private long rowsLeft;
    private long bytesLeft;
    private long lineLeft;
    private int repeat;
    private bool looks;

    /// <summary>True when the page's rows are all there.</summary>
    public bool IsDone => page.IsCompressed ? rowsLeft <= 0 : bytesLeft <= 0;

    /// <summary>True when a run ended outside of its line, or a line outside of its page.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>True when a pixel of the page is not grey.</summary>
    public bool SawColour { get; private set; }

    public void Begin(in RasterPage header)
    {
        page = header;
        rowsLeft = header.Rows;
        bytesLeft = header.Rows * header.BytesPerRow;
        lineLeft = 0;
        repeat = 0;
        looks = header.CanBeLookedInto;
        SawColour = false;
    }

    /// <summary>
    /// Goes on from <paramref name="at"/>; returns how far it came: beyond the block where pixels follow that are not there yet, or short of its end where pixels are to be looked at together.
    /// </summary>
    public long Pass(ReadOnlySpan<byte> block, long at, bool final) => page.IsCompressed ? PassCompressed(block, at, final) : PassPlain(block, at, final);

    private long PassPlain(ReadOnlySpan<byte> block, long at, bool final)
    {
        if (!looks)
        {
            at += bytesLeft;
            bytesLeft = 0;
            return at;
        }

        var taken = (int)Math.Min(block.Length - at, bytesLeft);
        taken -= final ? 0 : taken % page.BytesPerPixel;
        Look(block.Slice((int)at, taken));
        bytesLeft -= taken;
        return at + taken;
    }

    private long PassCompressed(ReadOnlySpan<byte> block, long at, bool final)
    {
        var pixelBytes = page.BytesPerPixel;
        while (rowsLeft > 0 && at < block.Length)
        {
            int code = block[(int)at];
            if (repeat == 0)
            {
                repeat = code + 1;
                lineLeft = page.BytesPerRow;
                at++;
                continue;
            }

            var data = code == FillRestOfLine ? 0 : code > FillRestOfLine ? (257 - code) * pixelBytes : pixelBytes;
            if (looks && at + 1 + data > block.Length && !final)
            {
                return at;
            }

            if (looks && data > 0)
            {
                Look(block.Slice((int)at + 1, Math.Min(data, block.Length - (int)at - 1)));
            }

            at += 1 + data;
            lineLeft = code == FillRestOfLine ? 0 : lineLeft - (code > FillRestOfLine ? data : (code + 1L) * pixelBytes);
            EndLine();
        }

        return at;
    }

    private void Look(ReadOnlySpan<byte> pixels)
    {
        var size = page.BytesPerPixel;
        for (var i = 0; i + 2 < pixels.Length; i += size)
        {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2])
            {
                SawColour = true;
                looks = false;
                return;
            }
        }
    }

    private void EndLine()
    {
        if (lineLeft > 0)
        {
            return;
        }

        rowsLeft -= repeat;
        repeat = 0;
        IsDamaged |= lineLeft < 0 || rowsLeft < 0;
    }
}
