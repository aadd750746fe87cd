using System.Text;

namespace Platen.Protocols.Smtp;

/// <summary>Text as messages carry it, in ASCII: words of headers (RFC 2047) and bodies (RFC 2045, section 6.7).</summary>
internal static class MimeText
{
    /// <summary>What stands between two words of a header that are one text.</summary>
    public const string Fold = "\r\n ";

    private const int LineMax = 76;

    // 45 octets are 60 characters of base 64; with what stands around them they stay below the 75 of RFC 2047
    private const int WordOctets = 45;

    // a full line of base 64
    private const int LineOctets = LineMax / 4 * 3;

    /// <summary>A header's free text, such as the subject.</summary>
    public static string Unstructured(string text) => IsPlain(text) && text.Length <= LineMax ? text : Words(text);

    /// <summary>A name before an address.</summary>
    public static string Phrase(string text) => IsPlain(text) && text.Length <= LineMax - 4 ? "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"" : Words(text);

    /// <summary>A body; its lines end with CR LF.</summary>
    public static string QuotedPrintable(string text)
    {
        var result = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            Line(result, Encoding.UTF8.GetBytes(line));
            result.Append("\r\n");
        }

        return result.ToString();
    }

    /// <summary>A body of any octets, in lines that end with CR LF (RFC 2045, section 6.8).</summary>
    public static string Base64(ReadOnlySpan<byte> octets)
    {
        var result = new StringBuilder();
        for (var at = 0; at < octets.Length; at += LineOctets)
        {
            result.Append(Convert.ToBase64String(octets[at..Math.Min(at + LineOctets, octets.Length)])).Append("\r\n");
        }

        return result.ToString();
    }

    private static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    private static string Words(string text)
    {
        var words = new List<string>();
        while (text.Length > 0)
        {
            var word = Utf8Text.Cut(text, WordOctets);
            // half a pair of surrogates has no octets of its own
            word = word.Length == 0 ? text[..1] : word;
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word))}?=");
            text = text[word.Length..];
        }

        return string.Join(Fold, words);
    }

    private static void Line(StringBuilder result, byte[] octets)
    {
        var length = 0;
        for (var at = 0; at < octets.Length; at++)
        {
            var isLast = at == octets.Length - 1;
            var asIs = octets[at] is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (octets[at] is (byte)' ' or (byte)'\t' && !isLast);
            var needed = asIs ? 1 : 3;
            if (length + needed > LineMax - 1)
            {
                result.Append("=\r\n");
                length = 0;
            }

            _ = asIs ? result.Append((char)octets[at]) : result.Append('=').Append(octets[at].ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            length += needed;
        }
    }
}
