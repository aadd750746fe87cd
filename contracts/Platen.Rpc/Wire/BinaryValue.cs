using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Platen.Rpc.Wire;

/// <summary>Bytes in a header: base64, sent without padding, taken with or without it (PROTOCOL-HTTP2, "Binary-Header").</summary>
internal static class BinaryValue
{
    public static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? value)
    {
        var bare = text.TrimEnd('=');
        var padded = bare.PadRight((bare.Length + 3) / 4 * 4, '=');
        value = null;
        if (!Base64.IsValid(padded, out var length))
        {
            return false;
        }

        var bytes = new byte[length];
        if (!Convert.TryFromBase64String(padded, bytes, out var written))
        {
            return false;
        }

        value = bytes.AsSpan(0, written).ToArray();
        return true;
    }
}
