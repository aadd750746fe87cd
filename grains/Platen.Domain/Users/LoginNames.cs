using System.Globalization;
using System.Text;

namespace Platen.Domain.Users;

/// <summary>What a login name may look like: so that no two names that read the same are two users (Unicode UTS 39, 5.1), and nothing in it steers a terminal or a log.</summary>
public static class LoginNames
{
    /// <summary>What is wrong with a login name and what is expected; null: nothing.</summary>
    public static string? Fault(string name)
    {
        if (name.Length is 0 or > UserRules.LoginNameMax || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return $"1 to {UserRules.LoginNameMax} characters without blanks are expected";
        }

        if (!IsText(name) || name.EnumerateRunes().Any(IsUnseen))
        {
            return "it has characters that nobody sees, such as a zero-width blank or a mark of direction; leave them out";
        }

        if (name.EnumerateRunes().Any(IsLookAlike))
        {
            return "it has look-alike forms of characters, such as wide or joined letters, or accents apart from their letter; write the usual ones";
        }

        return name.EnumerateRunes().Select(ScriptOf).Where(script => script != Script.Other).Distinct().Count() > 1
            ? "it mixes letters of the Latin, Greek or Cyrillic alphabet, of which many look alike; use one of them"
            : null;
    }

    // half a pair of surrogates is no text: it cannot be normalised or stored
    private static bool IsText(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    // by their blocks: the runtime is built without the tables of normalisation (invariant globalisation), which would take every name for normal
    private static bool IsLookAlike(Rune rune) => rune.Value is
        (>= 0x02B0 and <= 0x036F) // modifier letters, accents apart
        or (>= 0x1D00 and <= 0x1DFF) // phonetic letters
        or (>= 0x2070 and <= 0x209F) // letters and digits above and below the line
        or (>= 0x2100 and <= 0x218F) // letter-like signs, Roman numerals
        or (>= 0x2460 and <= 0x24FF) // letters in circles
        or (>= 0xFB00 and <= 0xFB4F) // joined letters
        or (>= 0xFE00 and <= 0xFE0F) // variants
        or (>= 0xFF00 and <= 0xFFEF) // wide and narrow forms
        or (>= 0x1D400 and <= 0x1D7FF); // mathematical letters

    private static Script ScriptOf(Rune rune) => !Rune.IsLetter(rune) ? Script.Other : rune.Value switch
    {
        <= 0x24F or (>= 0x1E00 and <= 0x1EFF) => Script.Latin,
        (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
        >= 0x400 and <= 0x52F => Script.Cyrillic,
        _ => Script.Other,
    };

    private enum Script
    {
        Other,
        Latin,
        Greek,
        Cyrillic,
    }
}
