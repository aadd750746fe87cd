namespace Platen.Pdl.Pdf;

/// <summary>Undoes PNG's row filters (PNG specification, section 9) for samples of one byte.</summary>
internal static class PngPredictor
{
    /// <summary>Restores <paramref name="row"/> behind its filter byte in place, and copies it to <paramref name="above"/> for the next row.</summary>
    public static void Undo(Span<byte> row, Span<byte> above)
    {
        var filter = row[0];
        var data = row[1..];
        for (var i = 0; i < data.Length; i++)
        {
            int left = i > 0 ? data[i - 1] : 0, up = above[i];
            data[i] += filter switch
            {
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                // the row above is replaced only after this row is done
                4 => Paeth(left, up, i > 0 ? above[i - 1] : 0),
                _ => (byte)0,
            };
        }

        data.CopyTo(above);
    }

    private static byte Paeth(int left, int up, int upperLeft)
    {
        var estimate = left + up - upperLeft;
        int toLeft = Math.Abs(estimate - left), toUp = Math.Abs(estimate - up), toUpperLeft = Math.Abs(estimate - upperLeft);
        return (byte)(toLeft <= toUp && toLeft <= toUpperLeft ? left : toUp <= toUpperLeft ? up : upperLeft);
    }
}
