using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pdf;

/// <summary>Decodes the text strings of an information dictionary (ISO 32000-1, 7.9.2.2).</summary>
internal static class PdfText
{
    private const int BytesMax = 1024;

    public static string? Decode(in PdfToken token, int maxChars)
    {
        Span<byte> plain = stackalloc byte[BytesMax];
        var length = token.Kind == PdfTokenKind.HexString ? DecodeHex(token.Text, plain) : ClaimText.Unescape(token.Text, plain);
        return ClaimText.DecodePdf(plain[..length], maxChars);
    }

    /// <summary>The bytes of a string, at most <paramref name="bytesMax"/>.</summary>
    public static byte[] Bytes(in PdfToken token, int bytesMax)
    {
        Span<byte> plain = stackalloc byte[bytesMax];
        var length = token.Kind == PdfTokenKind.HexString ? DecodeHex(token.Text, plain) : ClaimText.Unescape(token.Text, plain);
        return plain[..length].ToArray();
    }

    private static int DecodeHex(ReadOnlySpan<byte> text, Span<byte> target)
    {
        int length = 0, high = -1;
        foreach (var b in text)
        {
            if (!char.IsAsciiHexDigit((char)b))
            {
                continue;
            }

            if (high < 0)
            {
                high = PdfKeys.HexValue(b);
            }
            else if (length < target.Length)
            {
                target[length++] = (byte)((high << 4) | PdfKeys.HexValue(b));
                high = -1;
            }
        }

        if (high >= 0 && length < target.Length)
        {
            target[length++] = (byte)(high << 4);
        }

        return length;
    }
}
