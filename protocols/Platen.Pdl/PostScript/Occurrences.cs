namespace Platen.Pdl.PostScript;

/// <summary>The places where a pattern stands in a block, found one after the other; each byte is searched once.</summary>
internal ref struct Occurrences(ReadOnlySpan<byte> block, ReadOnlySpan<byte> pattern)
{
    private readonly ReadOnlySpan<byte> block = block;
    private readonly ReadOnlySpan<byte> pattern = pattern;
    private int next = -1;

    /// <summary>The first occurrence at or behind <paramref name="position"/>, or <see cref="int.MaxValue"/>.</summary>
    public int From(int position)
    {
        if (next < position)
        {
            var found = position < block.Length ? block[position..].IndexOf(pattern) : -1;
            next = found < 0 ? int.MaxValue : position + found;
        }

        return next;
    }
}
