namespace Platen.Pdl.Inspection;

/// <summary>Byte classes and small readers that the text-based scanners share.</summary>
internal static class Ascii
{
    public const byte Escape = 0x1B;

    /// <summary>The universal exit language sequence that ends any printer language (PJL).</summary>
    public static ReadOnlySpan<byte> Uel => "\u001b%-12345X"u8;

    public static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    /// <summary>White space of PDF and PostScript: NUL, tab, line feed, form feed, carriage return, space.</summary>
    public static bool IsSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    /// <summary>True for white space and the delimiters of PDF and PostScript.</summary>
    public static bool EndsToken(byte b) => IsSpace(b)
        || b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    /// <summary>Reads a decimal number at the start of <paramref name="text"/> after blanks; at most nine digits count. False when there is none.</summary>
    public static bool TryReadInt(ReadOnlySpan<byte> text, out int value)
    {
        text = text.TrimStart(" \t"u8);
        value = 0;
        var digits = 0;
        while (digits < text.Length && digits < 9 && IsDigit(text[digits]))
        {
            value = (value * 10) + text[digits++] - '0';
        }

        return digits > 0 && (digits == text.Length || !IsDigit(text[digits]));
    }

    /// <summary>Case-insensitive comparison for ASCII keywords.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        System.Text.Ascii.EqualsIgnoreCase(left, right);

    /// <summary>The length of the line at the start of <paramref name="text"/> without its end, or -1 when its end is not there.</summary>
    public static int LineLength(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'\n', (byte)'\r');
}
