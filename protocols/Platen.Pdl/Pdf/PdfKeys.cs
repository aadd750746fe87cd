using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pdf;

/// <summary>Maps names to <see cref="PdfKey"/>.</summary>
internal static class PdfKeys
{
    private const int NameBytesMax = 127;

    // one row a key, tried by length first; the table is small and fixed
    private static readonly (byte[] Name, PdfKey Key)[][] ByLength = Build();

    public static PdfKey Find(ReadOnlySpan<byte> name) => name.Contains((byte)'#') ? FindEscaped(name) : FindPlain(name);

    private static PdfKey FindEscaped(ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[NameBytesMax];
        return FindPlain(Plain(name, buffer));
    }

    private static PdfKey FindPlain(ReadOnlySpan<byte> name)
    {
        if (name.Length < ByLength.Length)
        {
            foreach (var (text, key) in ByLength[name.Length])
            {
                if (name.SequenceEqual(text))
                {
                    return key;
                }
            }
        }

        return PdfKey.Other;
    }

    /// <summary>Resolves <c>#41</c> escapes (ISO 32000-1, 7.3.5) into <paramref name="buffer"/>; names without them are returned as they are.</summary>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> name, Span<byte> buffer)
    {
        if (name.Length > buffer.Length || name.IndexOf((byte)'#') < 0)
        {
            return name;
        }

        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == (byte)'#' && i + 2 < name.Length && char.IsAsciiHexDigit((char)name[i + 1]) && char.IsAsciiHexDigit((char)name[i + 2]))
            {
                buffer[length++] = (byte)((HexValue(name[i + 1]) << 4) | HexValue(name[i + 2]));
                i += 2;
            }
            else
            {
                buffer[length++] = name[i];
            }
        }

        return buffer[..length];
    }

    public static int HexValue(byte b) => Ascii.IsDigit(b) ? b - '0' : (b | 0x20) - 'a' + 10;

    private static (byte[] Name, PdfKey Key)[][] Build()
    {
        var keys = Enum.GetValues<PdfKey>().Where(k => k != PdfKey.Other)
            .Select(k => (Name: System.Text.Encoding.ASCII.GetBytes(k.ToString()), Key: k)).ToArray();
        var longest = keys.Max(k => k.Name.Length);
        return [.. Enumerable.Range(0, longest + 1).Select(n => keys.Where(k => k.Name.Length == n).ToArray())];
    }
}
