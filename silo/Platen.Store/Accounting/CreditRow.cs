using Platen.Domain.Accounting;
using Platen.Domain.Jobs;
using Platen.Domain.Tenants;

namespace Platen.Store.Accounting;

/// <summary>A row of <c>platen.credit_entries</c> as Dapper reads it.</summary>
internal sealed class CreditRow
{
    public const string Columns =
        "e.tenant, e.user_id AS UserId, e.currency, e.position, e.id, e.at, e.kind, e.amount_e4 AS AmountE4, e.balance_e4 AS BalanceE4, COALESCE(e.key, '') AS Key, e.actor, e.reason";

    public required string Tenant { get; init; }

    public required Guid UserId { get; init; }

    public required string Currency { get; init; }

    public required long Position { get; init; }

    public required Guid Id { get; init; }

    public required DateTime At { get; init; }

    public required short Kind { get; init; }

    public required long AmountE4 { get; init; }

    public required long BalanceE4 { get; init; }

    public required string Key { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    public Guid? Job { get; init; }

    public string? Title { get; init; }

    public CreditEntry ToEntry() => new()
    {
        Tenant = TenantId.Parse(Tenant),
        User = new(UserId),
        Currency = Currency,
        Position = Position,
        Id = Id,
        At = new DateTimeOffset(At, TimeSpan.Zero),
        Kind = (CreditEntryKind)Kind,
        AmountE4 = AmountE4,
        BalanceE4 = BalanceE4,
        Key = Key,
        By = Actor,
        Reason = Reason,
        Job = Job is { } job ? new JobId(job) : null,
        Title = Title ?? "",
    };
}
