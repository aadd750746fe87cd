namespace Platen.Pdl.PostScript;

/// <summary>The places where any of the learned names stands in a block, found one after the other. Names may be learned on the way.</summary>
internal ref struct NameOccurrences(ReadOnlySpan<byte> block, EjectorNames names, Span<int> next)
{
    private readonly ReadOnlySpan<byte> block = block;
    private readonly Span<int> next = next;
    private int known;

    /// <summary>The first occurrence at or behind <paramref name="position"/>, or <see cref="int.MaxValue"/>, and which name it is.</summary>
    public int From(int position, out int name)
    {
        var first = int.MaxValue;
        name = -1;
        for (; known < names.Count; known++)
        {
            next[known] = -1;
        }

        for (var i = 0; i < known; i++)
        {
            if (next[i] < position)
            {
                var found = position < block.Length ? block[position..].IndexOf(names[i]) : -1;
                next[i] = found < 0 ? int.MaxValue : position + found;
            }

            // of two that begin at the same place the longer one is meant, or the token's end decides against both
            if (next[i] < first || (next[i] == first && first != int.MaxValue && names[i].Length > names[name].Length))
            {
                (first, name) = (next[i], i);
            }
        }

        return first;
    }
}
