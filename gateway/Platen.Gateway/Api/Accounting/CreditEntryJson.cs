using Platen.Domain.Accounting;

namespace Platen.Gateway.Api.Accounting;

/// <summary>One movement of a user's credit.</summary>
internal sealed record CreditEntryJson
{
    public required string Id { get; init; }

    /// <summary>Its number among the user's entries of this currency, from 1.</summary>
    public required long Position { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CreditEntryKind Kind { get; init; }

    /// <summary>Decimal string; negative: the credit shrank.</summary>
    public required string Amount { get; init; }

    /// <summary>The balance after it, a decimal string.</summary>
    public required string Balance { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who booked it, such as <c>user:</c> and an id; empty: the ledger.</summary>
    public required string By { get; init; }

    /// <summary>The job that was printed, for its owner; null: none was.</summary>
    public required string? Job { get; init; }

    /// <summary>The name of what was printed, for its owner.</summary>
    public required string Title { get; init; }

    public static CreditEntryJson Of(CreditEntry entry) => new()
    {
        Id = entry.Id.ToString(),
        Position = entry.Position,
        At = entry.At,
        Kind = entry.Kind,
        Amount = Money.Format(entry.AmountE4),
        Balance = Money.Format(entry.BalanceE4),
        Currency = entry.Currency,
        Reason = entry.Reason,
        By = entry.By,
        Job = entry.Job?.ToString(),
        Title = entry.Title,
    };
}
