using System.Text;

namespace Platen.Protocols.Ipp;

/// <summary>Fits strings into the bounds of IPP's text and name syntaxes (RFC 8011 sections 5.1.2 and 5.1.3).</summary>
public static class IppText
{
    /// <summary>Octets of a status-message.</summary>
    public const int StatusMessageBytesMax = 255;

    /// <summary>Octets of a name such as job-name.</summary>
    public const int NameBytesMax = 255;

    /// <summary>Octets of a text.</summary>
    public const int TextBytesMax = 1023;

    /// <summary>The longest start of <paramref name="text"/> that has at most <paramref name="bytesMax"/> octets of UTF-8; never half a character.</summary>
    public static string Cut(string text, int bytesMax)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(bytesMax);
        var bytes = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > bytesMax)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
