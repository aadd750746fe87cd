using System.Collections.Immutable;

namespace Platen.Protocols.Pjl.Guard;

/// <summary>
/// Finds the operators by which a PostScript job changes the device beyond its own end (<c>exitserver</c>, <c>startjob</c>: PostScript Language Reference, 3.7.7). A word counts wherever it
/// stands by itself, in strings and comments too: what is a string depends on what the job reads from its own file, which only an interpreter knows. A name that a
/// job puts together at run time is not found.
/// </summary>
internal sealed class PostScriptWatch
{
    private const int LongestWord = 10;
    private readonly byte[] _seam = new byte[2 * (LongestWord + 2)];
    private int _tail;
    private bool _isInside;

    /// <summary>The operators found, each once.</summary>
    public ImmutableArray<string> Found { get; private set; } = [];

    /// <summary>The next octets of the document.</summary>
    public void Look(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        // a word may lie across the seam of two pieces: the end of the one and the begin of the other are looked at together
        var begin = data[..Math.Min(data.Length, LongestWord + 2)];
        begin.CopyTo(_seam.AsSpan(_tail));
        Find(_seam.AsSpan(0, _tail + begin.Length), _isInside, isWhole: false);
        Find(data, isInside: true, isWhole: false);
        Keep(data, begin.Length);
    }

    /// <summary>The document, or its PostScript, ends here.</summary>
    public void End()
    {
        Find(_seam.AsSpan(0, _tail), _isInside, isWhole: true);
        (_tail, _isInside) = (0, false);
    }

    private void Keep(ReadOnlySpan<byte> data, int copied)
    {
        const int Kept = LongestWord + 2;
        if (data.Length >= Kept)
        {
            data[^Kept..].CopyTo(_seam);
            (_tail, _isInside) = (Kept, true);
            return;
        }

        var all = _tail + copied;
        var dropped = Math.Max(0, all - Kept);
        _seam.AsSpan(dropped, all - dropped).CopyTo(_seam);
        (_tail, _isInside) = (all - dropped, _isInside || dropped > 0);
    }

    private void Find(ReadOnlySpan<byte> data, bool isInside, bool isWhole)
    {
        Find(data, "exitserver"u8, "exitserver", isInside, isWhole);
        Find(data, "startjob"u8, "startjob", isInside, isWhole);
    }

    private void Find(ReadOnlySpan<byte> data, ReadOnlySpan<byte> word, string name, bool isInside, bool isWhole)
    {
        for (var from = 0; !Found.Contains(name, StringComparer.Ordinal) && data[from..].IndexOf(word) is >= 0 and var at;)
        {
            var (start, end) = (from + at, from + at + word.Length);
            var isBegun = start == 0 ? !isInside : IsDelimiter(data[start - 1]);
            var isEnded = end == data.Length ? isWhole : IsDelimiter(data[end]);
            if (isBegun && isEnded)
            {
                Found = Found.Add(name);
            }

            from = end;
        }
    }

    private static bool IsDelimiter(byte octet) => octet is 0 or 9 or 10 or 12 or 13 or 4 or 32 or 0x1B || "()<>[]{}/%"u8.Contains(octet);
}
