using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Replication;

namespace Platen.Grains.Records;

/// <summary>What a decision about an agent's fact wants written beside the fact's sequence, and the row after it.</summary>
/// <typeparam name="TRow">The grain's row.</typeparam>
internal sealed record FactDraft<TRow>
    where TRow : class
{
    /// <summary>The row after it; null: as it is.</summary>
    public TRow? Row { get; init; }

    public ImmutableArray<RecordChange> Changes { get; init; } = [];

    public LedgerEntry? Ledger { get; init; }

    public ImmutableArray<AuditEntry> Audit { get; init; } = [];

    public ImmutableArray<FeedEntry> Feed { get; init; } = [];

    /// <summary>Why the fact is parked instead, as a keyword; empty: it is applied.</summary>
    public string ParkReason { get; init; } = "";

    /// <summary>The fact does not fit.</summary>
    public static FactDraft<TRow> Park(string reason) => new() { ParkReason = reason };
}
