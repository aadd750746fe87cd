using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Accounting;

/// <summary>A user's credit account as it is shown.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.accounting.credit-view")]
public sealed record CreditView
{
    /// <summary>Whose it is.</summary>
    [Id(0)]
    public required UserId User { get; init; }

    /// <summary>The balance in ten-thousandths of the currency unit; it may be below zero.</summary>
    [Id(1)]
    public required long BalanceE4 { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [Id(2)]
    public required string Currency { get; init; }

    /// <summary>When its first entry was booked; without one, since when credit accounts are on.</summary>
    [Id(3)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it is debited and can be recharged: of a user who left the groups that have accounts, only what was booked is left, and can be put right.</summary>
    [Id(4)]
    public required bool IsOpen { get; init; }
}
