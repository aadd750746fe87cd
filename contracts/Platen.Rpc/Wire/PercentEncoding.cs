using System.Buffers;
using System.Globalization;
using System.Text;

namespace Platen.Rpc.Wire;

/// <summary>
/// <c>grpc-message</c> on the wire (PROTOCOL-HTTP2, "Percent-Encoded"): UTF-8, with every byte outside 0x20–0x7E, and '%', as %XX.
/// Decoding never fails: what is no escape stays as it is, what is no UTF-8 becomes U+FFFD.
/// </summary>
internal static class PercentEncoding
{
    private const string Hex = "0123456789ABCDEF";

    private static readonly SearchValues<char> Literals =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (char)c).Where(c => c != '%')]);

    public static string Encode(string text, int maxBytes)
    {
        if (text.Length <= maxBytes && !text.AsSpan().ContainsAnyExcept(Literals))
        {
            return text;
        }

        var output = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            var isLiteral = length == 1 && Literals.Contains((char)utf8[0]);
            if (output.Length + (isLiteral ? 1 : 3 * length) > maxBytes)
            {
                break;
            }

            AppendRune(output, utf8[..length], isLiteral);
        }

        return output.ToString();
    }

    public static string Decode(string encoded)
    {
        if (!encoded.Contains('%', StringComparison.Ordinal))
        {
            return encoded;
        }

        var bytes = new ArrayBufferWriter<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '%' && i + 2 < encoded.Length
                && byte.TryParse(encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Write([value]);
                i += 2;
            }
            else
            {
                Encoding.UTF8.GetBytes(encoded.AsSpan(i, 1), bytes);
            }
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void AppendRune(StringBuilder output, ReadOnlySpan<byte> utf8, bool isLiteral)
    {
        if (isLiteral)
        {
            output.Append((char)utf8[0]);
            return;
        }

        foreach (var value in utf8)
        {
            output.Append('%').Append(Hex[value >> 4]).Append(Hex[value & 0xF]);
        }
    }
}
