using System.Globalization;
using System.Text;

namespace Platen.Desktop.Output;

/// <summary>Text of others for a terminal: a document's title must not move the cursor, colour the screen or turn the reading direction.</summary>
internal static class PlainText
{
    /// <summary>Characters at most.</summary>
    public const int LengthMax = 500;

    /// <summary>The text without control and format characters.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= LengthMax)
            {
                return plain.Append('…').ToString();
            }

            var isUnsafe = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            plain.Append(isUnsafe ? "\uFFFD" : rune.ToString());
        }

        return plain.ToString();
    }
}
