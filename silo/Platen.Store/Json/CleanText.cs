using System.Buffers;
using System.Text;

namespace Platen.Store.Json;

/// <summary>
/// Text as PostgreSQL can hold it. Titles and names come from workstations and may hold anything; U+0000 and lone surrogates, which no PostgreSQL text can
/// contain, become U+FFFD, so that no hostile title can make an agent's event impossible to commit.
/// </summary>
internal static class CleanText
{
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Suspects = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\0']);

    public static string Of(string text) => text.AsSpan().ContainsAny(Suspects) ? Clean(text) : text;

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // EnumerateRunes gives U+FFFD for a lone surrogate
            if (rune.Value == 0)
            {
                clean.Append(Replacement);
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
