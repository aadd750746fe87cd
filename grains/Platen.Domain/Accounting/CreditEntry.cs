using Platen.Domain.Jobs;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Accounting;

/// <summary>
/// One movement of a user's credit (AC02). Entries are only added; each says what the balance was after it, so that a balance is read without summing. A user's entries of one currency are numbered without a gap, which is the
/// compare-and-swap of whoever adds one.
/// </summary>
public sealed record CreditEntry
{
    /// <summary>Whose entry it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Whose credit it is.</summary>
    public required UserId User { get; init; }

    /// <summary>ISO 4217 code; money of two currencies is never summed.</summary>
    public required string Currency { get; init; }

    /// <summary>Its number among the user's entries of this currency, from 1.</summary>
    public required long Position { get; init; }

    /// <summary>Entry id, UUID version 7; of a print, the ledger entry's.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was booked; of a print, when it came out.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why.</summary>
    public required CreditEntryKind Kind { get; init; }

    /// <summary>By how much the credit grew, in ten-thousandths of the currency unit; negative: by how much it shrank.</summary>
    public required long AmountE4 { get; init; }

    /// <summary>The balance after it, in ten-thousandths; it may be below zero.</summary>
    public required long BalanceE4 { get; init; }

    /// <summary>The caller's key: a second booking with the same one is the first; empty: of a print.</summary>
    public string Key { get; init; } = "";

    /// <summary>Who booked it, as the audit log names them; empty: the ledger.</summary>
    public string By { get; init; } = "";

    /// <summary>The reason that was given; may be empty for a recharge.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The job that was printed; null: none was, or whoever asks does not see it. Read from the ledger.</summary>
    public JobId? Job { get; init; }

    /// <summary>The name of what was printed, for its owner only. Read from the ledger.</summary>
    public string Title { get; init; } = "";
}
