namespace Platen.Pdl.Inspection;

/// <summary>Passes over what cannot be read, up to the universal exit that ends it.</summary>
internal static class UelSearch
{
    /// <summary>Returns how far the block is passed over; a beginning of the sequence at its end is kept for the next block.</summary>
    public static int Pass(ReadOnlySpan<byte> block, int at, bool final, out bool found)
    {
        var uel = block[at..].IndexOf(Ascii.Uel);
        found = uel >= 0;
        return found ? at + uel : final ? block.Length : Math.Max(at, block.Length - Ascii.Uel.Length + 1);
    }
}
