namespace Platen.Domain.Tenants;

/// <summary>What people may do at a branch that is cut off, within <see cref="Tenant.OfflineMax"/> (MS05). As shipped: everything that needs no server.</summary>
public sealed record OfflineRules
{
    /// <summary>Most pages that a limit may name.</summary>
    public const int PagesMax = 1_000_000;

    /// <summary>Log in with a card.</summary>
    public bool Card { get; init; } = true;

    /// <summary>Log in with a PIN.</summary>
    public bool Pin { get; init; } = true;

    /// <summary>Log in with name and password.</summary>
    public bool Password { get; init; } = true;

    /// <summary>Print held jobs.</summary>
    public bool Release { get; init; } = true;

    /// <summary>Delete jobs.</summary>
    public bool Delete { get; init; } = true;

    /// <summary>Print once more what was printed already.</summary>
    public bool Reprint { get; init; } = true;

    /// <summary>Pages that one user may print at a branch before the server has heard of them; 0: no limit.</summary>
    public int PagesPerUserMax { get; init; }

    /// <summary>Take new cards on as pending; they become real, or are refused, when the line is back.</summary>
    public bool NewCards { get; init; } = true;

    /// <summary>Pending cards work at their branch until then.</summary>
    public bool NewCardsWorkThere { get; init; }

    /// <summary>Take wishes for a new PIN on; the server grants or refuses them when the line is back.</summary>
    public bool NewPins { get; init; } = true;
}
