using Platen.Domain.Accounting;

namespace Platen.Grains.Abstractions.Accounting;

/// <summary>Recharges or corrects a user's credit.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.accounting.book-credit")]
public sealed record BookCredit
{
    /// <summary>Recharge or correction.</summary>
    [Id(0)]
    public required CreditEntryKind Kind { get; init; }

    /// <summary>By how much the credit grows, in ten-thousandths of the currency unit; more than 0 for a recharge.</summary>
    [Id(1)]
    public required long AmountE4 { get; init; }

    /// <summary>Why; required for a correction. 300 characters at most.</summary>
    [Id(2)]
    public string Reason { get; init; } = "";

    /// <summary>The caller's key, 1 to 128 visible ASCII characters: booked again with the same one, nothing changes and the answer is the first one's.</summary>
    [Id(3)]
    public required string Key { get; init; }
}
