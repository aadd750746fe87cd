using System.Text;

namespace Platen.Domain.Jobs;

/// <summary>Bounds of what a fact may carry. Texts are cut and cleaned rather than refused: a job with a long title is a job all the same.</summary>
public static class FactBounds
{
    /// <summary>Longest document name kept, in characters.</summary>
    public const int TitleMax = 1_024;

    /// <summary>Longest claimed user name kept, in characters.</summary>
    public const int NameMax = 255;

    /// <summary>Longest address kept, in characters.</summary>
    public const int AddressMax = 64;

    /// <summary>Longest reason or message kept, in characters.</summary>
    public const int ReasonMax = 512;

    /// <summary>Most copies believed.</summary>
    public const int CopiesMax = 99_999;

    /// <summary>A text without control characters and lone surrogates, and no longer than the bound.</summary>
    public static string Text(string text, int lengthMax)
    {
        if (text.Length <= lengthMax && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')
            && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return text;
        }

        var clean = new StringBuilder(Math.Min(text.Length, lengthMax));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > lengthMax)
            {
                break;
            }

            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>Copies within their bounds; what is not said is one copy.</summary>
    public static int Copies(int copies) => Math.Clamp(copies, 1, CopiesMax);

    /// <summary>The facts of a document within their bounds, or null when they cannot be true.</summary>
    public static DocumentFacts? Document(DocumentFacts facts)
    {
        if (facts.SizeBytes < 0 || facts.Pages.Pages < 0 || facts.Sha256.Length != 64 || !facts.Sha256.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        return facts with
        {
            Format = Text(facts.Format, NameMax),
            Copies = Copies(facts.Copies),
            Pages = facts.Pages with { Reason = Text(facts.Pages.Reason, ReasonMax) },
        };
    }
}
