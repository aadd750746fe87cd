namespace Platen.Domain.Cards;

/// <summary>How a kind of card reader sends numbers, and how they become the form in which cards are stored.</summary>
public sealed record ReaderFormat
{
    /// <summary>Its name, by which devices choose it: 1 to 64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The steps of the conversion, see <see cref="ReaderRule"/>; empty: as sent.</summary>
    public string Rule { get; init; } = "";

    /// <summary>It reads the card's serial number only, which anybody can copy.</summary>
    public bool ReadsUid { get; init; }

    /// <summary>A number is also looked up as it was sent: cards that were registered before the rule keep working until they are registered anew.</summary>
    public bool AlsoAsSent { get; init; }
}
