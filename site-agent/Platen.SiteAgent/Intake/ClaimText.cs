using System.Globalization;
using System.Text;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake;

/// <summary>
/// Names and titles as senders give them, made harmless before anything else sees them: they end up on panels, in logs of devices, and in PJL, where a line end or an ESC is a command.
/// </summary>
internal static class ClaimText
{
    /// <summary>The text on one line without control, format and surrogate characters (each becomes a space, runs of them one), trimmed, of at most <see cref="JobDetails.TextCharsMax"/> characters.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (text.Length <= JobDetails.TextCharsMax && text.All(IsPlain))
        {
            return text.Trim();
        }

        var clean = new StringBuilder(Math.Min(text.Length, JobDetails.TextCharsMax));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > JobDetails.TextCharsMax)
            {
                break;
            }

            if (IsHarmless(rune))
            {
                clean.Append(rune.ToString());
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().Trim();
    }

    private static bool IsPlain(char character) => character is >= ' ' and <= '~';

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
