using System.Collections.Immutable;

namespace Platen.Domain.Cards;

/// <summary>From what a reader sends to the numbers by which a card is looked up.</summary>
public static class CardNumbers
{
    /// <summary>The numbers to look up, in order: the converted one, then the one as sent where the format wants that. None: this reader's rule does not fit what was sent.</summary>
    /// <param name="format">The reader's format; null: as sent.</param>
    /// <param name="sent">What the reader sent.</param>
    public static ImmutableArray<string> Of(ReaderFormat? format, string sent)
    {
        if (format is null || format.Rule.Length == 0)
        {
            return [sent];
        }

        var converted = Convert(format, sent);
        return converted is null ? format.AlsoAsSent ? [sent] : []
            : format.AlsoAsSent ? [converted, sent]
            : [converted];
    }

    /// <summary>The number to register; null: it cannot be converted.</summary>
    public static string? Convert(ReaderFormat? format, string sent) =>
        format is null || format.Rule.Length == 0 ? sent : ReaderRule.Read(format.Rule).Rule?.Run(sent).Number;
}
