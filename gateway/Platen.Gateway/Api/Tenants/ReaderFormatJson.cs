using Platen.Domain.Cards;

namespace Platen.Gateway.Api.Tenants;

/// <summary>How a kind of card reader sends numbers.</summary>
internal sealed record ReaderFormatJson
{
    /// <summary>Its name, by which devices choose it.</summary>
    public string? Name { get; init; }

    /// <summary>The steps of the conversion with semicolons between, such as "hex; reverse-bytes; to-decimal 10"; left out: as sent.</summary>
    public string? Rule { get; init; }

    /// <summary>It reads the card's serial number only.</summary>
    public bool ReadsUid { get; init; }

    /// <summary>Numbers are also looked up as they were sent, so that cards that were registered before the rule keep working.</summary>
    public bool AlsoAsSent { get; init; }

    public static ReaderFormatJson Of(ReaderFormat format) => new() { Name = format.Name, Rule = format.Rule, ReadsUid = format.ReadsUid, AlsoAsSent = format.AlsoAsSent };

    public ReaderFormat ToFormat() => new() { Name = Name ?? "", Rule = Rule ?? "", ReadsUid = ReadsUid, AlsoAsSent = AlsoAsSent };
}
