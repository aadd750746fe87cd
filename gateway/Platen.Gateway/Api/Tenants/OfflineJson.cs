using Platen.Domain.Tenants;

namespace Platen.Gateway.Api.Tenants;

/// <summary>What people may do at a site that is cut off; in a request, what is left out stays as it is.</summary>
internal sealed record OfflineJson
{
    /// <summary>Log in with a card.</summary>
    public bool? Card { get; init; }

    /// <summary>Log in with a PIN.</summary>
    public bool? Pin { get; init; }

    /// <summary>Log in with name and password.</summary>
    public bool? Password { get; init; }

    /// <summary>Print held jobs.</summary>
    public bool? Release { get; init; }

    /// <summary>Delete jobs.</summary>
    public bool? Delete { get; init; }

    /// <summary>Print once more what was printed already.</summary>
    public bool? Reprint { get; init; }

    /// <summary>Pages that one user may print at a site before the server has heard of them, up to 1,000,000; 0: no limit.</summary>
    public int? PagesPerUserMax { get; init; }

    /// <summary>Take new cards on as pending.</summary>
    public bool? NewCards { get; init; }

    /// <summary>Pending cards work at their site until they are real.</summary>
    public bool? NewCardsWorkThere { get; init; }

    /// <summary>Take wishes for a new PIN on as pending.</summary>
    public bool? NewPins { get; init; }

    public static OfflineJson Of(OfflineRules rules) => new()
    {
        Card = rules.Card,
        Pin = rules.Pin,
        Password = rules.Password,
        Release = rules.Release,
        Delete = rules.Delete,
        Reprint = rules.Reprint,
        PagesPerUserMax = rules.PagesPerUserMax,
        NewCards = rules.NewCards,
        NewCardsWorkThere = rules.NewCardsWorkThere,
        NewPins = rules.NewPins,
    };

    public OfflineRules Over(OfflineRules now) => new()
    {
        Card = Card ?? now.Card,
        Pin = Pin ?? now.Pin,
        Password = Password ?? now.Password,
        Release = Release ?? now.Release,
        Delete = Delete ?? now.Delete,
        Reprint = Reprint ?? now.Reprint,
        PagesPerUserMax = PagesPerUserMax ?? now.PagesPerUserMax,
        NewCards = NewCards ?? now.NewCards,
        NewCardsWorkThere = NewCardsWorkThere ?? now.NewCardsWorkThere,
        NewPins = NewPins ?? now.NewPins,
    };
}
