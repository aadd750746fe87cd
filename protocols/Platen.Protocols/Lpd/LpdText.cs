using System.Text;

namespace Platen.Protocols.Lpd;

/// <summary>Characters of LPD. The RFC knows ASCII only; clients send UTF-8, or the code page of their system.</summary>
internal static class LpdText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 if the octets are that, else Latin-1, which gives every octet a character; control characters become U+FFFD.</summary>
    internal static string Decode(ReadOnlySpan<byte> octets)
    {
        var text = System.Text.Unicode.Utf8.IsValid(octets) ? s_strict.GetString(octets) : Encoding.Latin1.GetString(octets);
        return text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && text.AsSpan().IndexOfAnyInRange('\x7f', '\x9f') < 0
            ? text
            : string.Create(text.Length, text, static (span, source) => Replace(source, span, '\uFFFD'));
    }

    /// <summary>Characters that can be sent as an operand: what would end the line or steer a terminal becomes a blank.</summary>
    internal static string Clean(string text) => string.Create(text.Length, text, static (span, source) => Replace(source, span, ' '));

    /// <summary>Whether it can name a queue or a file: not empty, printable, no blank, no slash, no leading dot.</summary>
    internal static bool IsName(string text) =>
        text.Length > 0 && text[0] != '.' && !text.AsSpan().ContainsAny("/\\ ") && !text.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\uFFFD');

    private static void Replace(string source, Span<char> span, char by)
    {
        for (var i = 0; i < source.Length; i++)
        {
            span[i] = char.IsControl(source[i]) ? by : source[i];
        }
    }
}
