using System.Text;

namespace Platen.Pdl.Inspection;

/// <summary>Turns the sender's bytes into text that is safe to show: bounded, no control characters, never a decoding error.</summary>
internal static class ClaimText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 where the bytes are valid UTF-8, else Latin-1; null when nothing is left.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, int maxChars)
    {
        var encoding = System.Text.Unicode.Utf8.IsValid(bytes) ? StrictUtf8 : Encoding.Latin1;
        return Clean(encoding.GetString(bytes), maxChars);
    }

    /// <summary>A PDF text string: UTF-16BE or UTF-8 by byte order mark, else PDFDocEncoding, read here as Latin-1 (ISO 32000-1, 7.9.2.2).</summary>
    public static string? DecodePdf(ReadOnlySpan<byte> bytes, int maxChars)
    {
        if (bytes is [0xFE, 0xFF, ..])
        {
            return Clean(Encoding.BigEndianUnicode.GetString(bytes[2..]), maxChars);
        }

        return bytes is [0xEF, 0xBB, 0xBF, ..] ? Decode(bytes[3..], maxChars) : Clean(Encoding.Latin1.GetString(bytes), maxChars);
    }

    /// <summary>A PostScript string's inside, with its escapes resolved (PLRM 3.2.2), or a DSC text line that may or may not be one.</summary>
    public static string? DecodePostScript(ReadOnlySpan<byte> text, int maxChars)
    {
        text = text.Trim((byte)' ');
        if (text.IsEmpty || text[0] != (byte)'(')
        {
            return Decode(text, maxChars);
        }

        Span<byte> plain = stackalloc byte[Math.Min(text.Length, 1024)];
        return Decode(plain[..Unescape(text, plain)], maxChars);
    }

    /// <summary>Writes a literal string's bytes without delimiters and escapes; returns how many. PostScript and PDF share the syntax.</summary>
    public static int Unescape(ReadOnlySpan<byte> literal, Span<byte> target)
    {
        int length = 0, depth = 0;
        for (var i = 0; i < literal.Length && length < target.Length; i++)
        {
            var b = literal[i];
            switch (b)
            {
                case (byte)'(' when depth++ == 0:
                    continue;
                case (byte)')' when --depth <= 0:
                    return length;
                case (byte)'\\':
                    i = ReadEscape(literal, i + 1, target, ref length);
                    continue;
                default:
                    target[length++] = b;
                    continue;
            }
        }

        return length;
    }

    private static int ReadEscape(ReadOnlySpan<byte> literal, int at, Span<byte> target, ref int length)
    {
        if (at >= literal.Length)
        {
            return at;
        }

        var b = literal[at];
        if (b is >= (byte)'0' and <= (byte)'7')
        {
            int value = 0, end = Math.Min(at + 3, literal.Length);
            for (; at < end && literal[at] is >= (byte)'0' and <= (byte)'7'; at++)
            {
                value = (value * 8) + literal[at] - '0';
            }

            target[length++] = (byte)value;
            return at - 1;
        }

        // a backslash before an end of line continues the string
        if (b is not ((byte)'\n' or (byte)'\r'))
        {
            target[length++] = b switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => b,
            };
        }

        return at;
    }

    private static string? Clean(string text, int maxChars)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maxChars));
        foreach (var c in text)
        {
            if (clean.Length == maxChars)
            {
                break;
            }

            clean.Append(char.IsControl(c) || char.IsSurrogate(c) && maxChars - clean.Length < 2 ? ' ' : c);
        }

        var result = clean.ToString().Trim();
        return result.Length == 0 ? null : result;
    }
}
