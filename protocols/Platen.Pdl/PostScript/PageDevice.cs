using Platen.Pdl.Inspection;

namespace Platen.Pdl.PostScript;

/// <summary>Reads the literal dictionary before a <c>setpagedevice</c> (PLRM 6.1): sides, copies, paper, colour.</summary>
internal static class PageDevice
{
    /// <summary>Takes the settings from the bytes before the operator into <paramref name="dsc"/>, if they are a literal dictionary.</summary>
    public static void Read(ReadOnlySpan<byte> before, DscReader dsc)
    {
        var open = before.LastIndexOf("<<"u8);
        if (open < 0)
        {
            return;
        }

        var dictionary = before[open..];
        if (Value(dictionary, "/Duplex"u8) is var duplex && !duplex.IsEmpty)
        {
            dsc.Sides = duplex.StartsWith("false"u8) ? Sides.OneSided
                : Value(dictionary, "/Tumble"u8).StartsWith("true"u8) ? Sides.TwoSidedShortEdge : Sides.TwoSidedLongEdge;
        }

        if (Ascii.TryReadInt(FirstToken(Value(dictionary, "/NumCopies"u8)), out var copies) && copies > 0)
        {
            dsc.Copies = copies;
        }

        Span<double> size = stackalloc double[2];
        if (dsc.PageComments <= 1 && ReadNumbers(Value(dictionary, "/PageSize"u8).TrimStart((byte)'['), size) == 2)
        {
            dsc.Media = new MediaSize(size[0], size[1], dsc.Media?.Name);
        }
    }

    /// <summary>Reads up to as many blank-separated numbers as <paramref name="numbers"/> holds; returns how many.</summary>
    public static int ReadNumbers(ReadOnlySpan<byte> text, Span<double> numbers)
    {
        var found = 0;
        while (found < numbers.Length)
        {
            text = text.TrimStart(" \t\r\n"u8);
            if (!System.Buffers.Text.Utf8Parser.TryParse(text, out double number, out var used) || !(Math.Abs(number) < 1_000_000))
            {
                break;
            }

            numbers[found++] = Math.Round(number, 2);
            text = text[used..];
        }

        return found;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> key)
    {
        var at = dictionary.IndexOf(key);
        return at < 0 ? default : dictionary[(at + key.Length)..].TrimStart(" \t\r\n"u8);
    }

    private static ReadOnlySpan<byte> FirstToken(ReadOnlySpan<byte> value)
    {
        var digits = 0;
        while (digits < value.Length && Ascii.IsDigit(value[digits]))
        {
            digits++;
        }

        return value[..digits];
    }
}
