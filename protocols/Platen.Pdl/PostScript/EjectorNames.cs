using Platen.Pdl.Inspection;

namespace Platen.Pdl.PostScript;

/// <summary>
/// The names that a document's prolog gives to what ejects pages: procedures that hold <c>showpage</c> (or another such name), and aliases of it. Learned from the bytes before each place
/// where the operator stands, so that pages that are ended by the prolog's own words can be counted.
/// </summary>
internal sealed class EjectorNames
{
    /// <summary>Names that are kept.</summary>
    public const int NamesMax = 16;

    private const int NameBytesMax = 64;
    private const int LessonsMax = 256;
    private const int BracesMax = 512;
    private readonly List<byte[]> names = [];
    private int lessons;

    public int Count => names.Count;

    /// <summary>True when more was to be learned than is kept: then nothing can be said.</summary>
    public bool Overflowed { get; private set; }

    public ReadOnlySpan<byte> this[int index] => names[index];

    /// <summary>True when <paramref name="text"/> begins with one of the names as a whole token.</summary>
    public bool StartsWithOne(ReadOnlySpan<byte> text)
    {
        foreach (var name in names)
        {
            if (text.StartsWith(name) && (text.Length == name.Length || Ascii.EndsToken(text[name.Length])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Learns the name of the procedure that is open at the end of <paramref name="before"/>: the name before the innermost open brace that has one. False when none is in sight.
    /// </summary>
    public bool TryLearnProcedure(ReadOnlySpan<byte> before)
    {
        if (++lessons > LessonsMax)
        {
            Overflowed = true;
            return false;
        }

        var closed = 0;
        for (var i = 0; i < BracesMax; i++)
        {
            var at = before.LastIndexOfAny((byte)'{', (byte)'}');
            if (at < 0)
            {
                return false;
            }

            var isOpen = before[at] == (byte)'{';
            before = before[..at];
            closed += isOpen ? -1 : 1;
            if (closed < 0)
            {
                closed = 0;
                if (TryLearnAlias(before))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Learns the literal name that <paramref name="before"/> ends with.</summary>
    public bool TryLearnAlias(ReadOnlySpan<byte> before)
    {
        before = before.TrimEnd("\0\t\n\f\r "u8);
        var slash = before.LastIndexOf((byte)'/');
        if (slash < 0)
        {
            return false;
        }

        var name = before[(slash + 1)..];
        if (name.IsEmpty || name.Length > NameBytesMax || HasEnd(name))
        {
            return false;
        }

        Add(name);
        return true;
    }

    private static bool HasEnd(ReadOnlySpan<byte> name)
    {
        foreach (var b in name)
        {
            if (Ascii.EndsToken(b))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("showpage"u8))
        {
            return;
        }

        foreach (var known in names)
        {
            if (name.SequenceEqual(known))
            {
                return;
            }
        }

        if (names.Count < NamesMax)
        {
            names.Add(name.ToArray());
        }
        else
        {
            Overflowed = true;
        }
    }
}
