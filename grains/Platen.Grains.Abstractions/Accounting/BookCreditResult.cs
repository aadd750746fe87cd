using Platen.Domain.Accounting;

namespace Platen.Grains.Abstractions.Accounting;

/// <summary>What became of a booking.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.accounting.book-credit-result")]
public sealed record BookCreditResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The entry, when it is done, now or by the same key before; null: it is not.</summary>
    [Id(1)]
    public CreditEntry? Entry { get; init; }
}
