namespace Platen.Pdl.PwgRaster;

/// <summary>
/// Passes over the compressed rows of one page, as PWG Raster (PWG 5102.4 section 4.4) and Apple Raster share them: a repeat count for the line, then runs and
/// literals of whole pixels until the line is full. Only lengths are looked at.
/// </summary>
internal sealed class RasterRows
{
    private const int FillRestOfLine = 128;
    private long rowsLeft;
    private long rowBytes;
    private int pixelBytes;
    private long lineLeft;
    private int repeat;

    /// <summary>True when the page's rows are all there.</summary>
    public bool IsDone => rowsLeft <= 0;

    /// <summary>True when a run ended outside of its line, or a line outside of its page.</summary>
    public bool IsDamaged { get; private set; }

    public void Begin(long rows, long bytesPerRow, int bytesPerPixel)
    {
        rowsLeft = rows;
        rowBytes = bytesPerRow;
        pixelBytes = bytesPerPixel;
        lineLeft = 0;
        repeat = 0;
    }

    /// <summary>Goes on from <paramref name="at"/>; returns how far it came, beyond the block where pixels follow that are not there yet.</summary>
    public long Pass(ReadOnlySpan<byte> block, long at)
    {
        while (rowsLeft > 0 && at < block.Length)
        {
            int code = block[(int)at++];
            if (repeat == 0)
            {
                repeat = code + 1;
                lineLeft = rowBytes;
                continue;
            }

            if (code == FillRestOfLine)
            {
                lineLeft = 0;
            }
            else if (code > FillRestOfLine)
            {
                var literal = (257L - code) * pixelBytes;
                at += literal;
                lineLeft -= literal;
            }
            else
            {
                at += pixelBytes;
                lineLeft -= (code + 1L) * pixelBytes;
            }

            EndLine();
        }

        return at;
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
