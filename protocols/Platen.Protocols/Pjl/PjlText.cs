namespace Platen.Protocols.Pjl;

/// <summary>Makes text safe inside a quoted PJL string, which has no escapes.</summary>
public static class PjlText
{
    /// <summary>Characters that JOB NAME and DISPLAY can have (PJL Technical Reference, JOB command).</summary>
    public const int JobNameCharsMax = 80;

    /// <summary>Printable ASCII of at most <paramref name="charsMax"/> characters: control characters become blanks, the quote an apostrophe, all else '?'.
    /// So no text can end its string, its line or PJL itself.</summary>
    public static string Clean(string text, int charsMax = JobNameCharsMax)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(charsMax);
        var length = Math.Min(text.Length, charsMax);
        return string.Create(length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] switch
                {
                    '"' => '\'',
                    >= ' ' and <= '~' => source[i],
                    _ when char.IsControl(source[i]) => ' ',
                    _ => '?',
                };
            }
        });
    }
}
