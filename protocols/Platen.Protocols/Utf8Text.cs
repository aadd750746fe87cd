namespace Platen.Protocols;

/// <summary>Fits strings into fields whose length is counted in octets of UTF-8.</summary>
public static class Utf8Text
{
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
