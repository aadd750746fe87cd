using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pjl;

/// <summary>
/// Reads the PJL lines before, between and after documents (HP PJL Technical Reference, chapter 2). It consumes whole lines while they begin with
/// <c>@PJL</c>, and stops behind <c>ENTER LANGUAGE</c> or at the first line that is no PJL.
/// </summary>
internal sealed class PjlScanner(PdlLimits limits)
{
    private const int LineBytesMax = 2048;

    // no disk holds more; sums with it stay far from the largest number
    private const long UploadBytesMax = 1L << 50;
    private int lines;
    private string? jobName;
    private string? userName;
    private string? language;
    private string? paper;
    private int? copies;
    private ColourMode colour;
    private bool? duplex;
    private bool shortEdge;

    /// <summary>The language the next document is announced in, in upper case.</summary>
    public string? Announced { get; private set; }

    /// <summary>All lines so far, or null when there was none.</summary>
    public PjlJobInfo? Info => lines == 0 ? null : new PjlJobInfo(jobName, userName, language, copies, SidesOf(), colour, paper, lines);

    public static bool StartsLine(ReadOnlySpan<byte> text) => text.Length >= 4 && Ascii.EqualsIgnoreCase(text[..4], "@PJL"u8);

    public void ForgetAnnounced() => Announced = null;

    /// <summary>
    /// Consumes the line at the start of <paramref name="block"/>: returns the bytes taken (beyond the block when the line announces a binary upload), or 0
    /// when the line's end is not there yet.
    /// </summary>
    public long ConsumeLine(ReadOnlySpan<byte> block, bool final)
    {
        var end = block.IndexOf((byte)'\n');
        var uel = end < 0 ? block.IndexOf(Ascii.Uel) : block[..end].IndexOf(Ascii.Uel);
        if (uel > 0)
        {
            Read(block[..uel]);
            return uel;
        }

        if (end < 0)
        {
            return final || block.Length >= LineBytesMax ? block.Length : 0;
        }

        return end + 1 + Read(block[..Math.Min(end, LineBytesMax)].TrimEnd("\r \t"u8));
    }

    /// <summary>Interprets one line; returns how many bytes of binary data follow it.</summary>
    private long Read(ReadOnlySpan<byte> line)
    {
        lines = lines == int.MaxValue ? lines : lines + 1;
        if (lines > limits.PjlLines)
        {
            return 0;
        }

        var rest = line[4..].TrimStart(" \t"u8);
        var command = NextWord(ref rest);
        if (Is(command, "SET"u8) || Is(command, "DEFAULT"u8))
        {
            ReadVariable(rest, isSet: Is(command, "SET"u8));
        }
        else if (Is(command, "JOB"u8))
        {
            jobName = Parameter(rest, "NAME"u8) ?? jobName;
        }
        else if (Is(command, "ENTER"u8))
        {
            Announced = Parameter(rest, "LANGUAGE"u8)?.ToUpperInvariant();
            language ??= Announced;
        }
        else if (Is(command, "FSDOWNLOAD"u8) || Is(command, "FSAPPEND"u8))
        {
            return long.TryParse(Parameter(rest, "SIZE"u8), out var size) && size > 0 ? Math.Min(size, UploadBytesMax) : 0;
        }

        return 0;
    }

    private void ReadVariable(ReadOnlySpan<byte> rest, bool isSet)
    {
        var equals = rest.IndexOf((byte)'=');
        if (!isSet || equals < 0)
        {
            return;
        }

        var name = rest[..equals].Trim(" \t"u8);
        var value = Unquote(rest[(equals + 1)..].Trim(" \t"u8));
        if (Is(name, "COPIES"u8) || Is(name, "QTY"u8))
        {
            // drivers set one of the two and leave the other at 1
            copies = Ascii.TryReadInt(value, out var n) && n > 0 ? Math.Max(n, copies ?? 1) : copies;
        }
        else if (Is(name, "DUPLEX"u8))
        {
            duplex = Is(value, "ON"u8);
        }
        else if (Is(name, "BINDING"u8))
        {
            shortEdge = Is(value, "SHORTEDGE"u8);
        }
        else if (Is(name, "RENDERMODE"u8) || Is(name, "COLORMODE"u8))
        {
            colour = Is(value, "COLOR"u8) ? ColourMode.Colour : ColourMode.Monochrome;
        }
        else
        {
            ReadText(name, value);
        }
    }

    private void ReadText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Is(name, "PAPER"u8))
        {
            paper = ClaimText.Decode(value, 64) ?? paper;
        }
        else if (Is(name, "JOBNAME"u8))
        {
            jobName = ClaimText.Decode(value, limits.TextChars) ?? jobName;
        }
        else if (Is(name, "USERNAME"u8))
        {
            userName = ClaimText.Decode(value, limits.TextChars) ?? userName;
        }
        else if (Is(name, "JOBATTR"u8) && value.StartsWith("JobAcct1="u8))
        {
            userName ??= ClaimText.Decode(value["JobAcct1=".Length..], limits.TextChars);
        }
    }

    private Sides SidesOf() => duplex switch
    {
        null => Sides.Unknown,
        false => Sides.OneSided,
        true => shortEdge ? Sides.TwoSidedShortEdge : Sides.TwoSidedLongEdge,
    };

    private string? Parameter(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name)
    {
        var equals = rest.IndexOf((byte)'=');
        while (equals >= 0)
        {
            var before = rest[..equals].TrimEnd(" \t"u8);
            var value = rest[(equals + 1)..].TrimStart(" \t"u8);
            if (before.Length >= name.Length && Is(before[^name.Length..], name))
            {
                return ClaimText.Decode(FirstValue(value), limits.TextChars);
            }

            rest = value;
            equals = rest.IndexOf((byte)'=');
        }

        return null;
    }

    private static ReadOnlySpan<byte> FirstValue(ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty && value[0] == (byte)'"')
        {
            return Unquote(value);
        }

        var end = value.IndexOfAny((byte)' ', (byte)'\t');
        return end < 0 ? value : value[..end];
    }

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] != (byte)'"')
        {
            return value;
        }

        var end = value[1..].IndexOf((byte)'"');
        return end < 0 ? value[1..] : value.Slice(1, end);
    }

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)' ', (byte)'\t', (byte)'=');
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..].TrimStart(" \t"u8);
        return word;
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(word, expected);
}
