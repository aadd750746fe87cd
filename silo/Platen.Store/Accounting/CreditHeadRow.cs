using Platen.Domain.Accounting;

namespace Platen.Store.Accounting;

/// <summary>The last entry of a user's credit, with the time of the first, as Dapper reads it.</summary>
internal sealed class CreditHeadRow
{
    public required Guid UserId { get; init; }

    public required long Position { get; init; }

    public required long BalanceE4 { get; init; }

    public required DateTime Since { get; init; }

    public CreditHead ToHead(string currency) => new(new(UserId), currency, Position, BalanceE4, new DateTimeOffset(Since, TimeSpan.Zero));
}
