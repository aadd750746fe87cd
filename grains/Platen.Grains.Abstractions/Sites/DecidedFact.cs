using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Replication;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>What a grain has decided about a fact and nobody has written yet: all rows of one transaction.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.decided-fact")]
public sealed record DecidedFact
{
    /// <summary>Rows to insert or to replace.</summary>
    [Id(0)]
    public ImmutableArray<RecordChange> Changes { get; init; } = [];

    /// <summary>What is charged; null: nothing.</summary>
    [Id(1)]
    public LedgerEntry? Ledger { get; init; }

    /// <summary>Audit rows, in order.</summary>
    [Id(2)]
    public ImmutableArray<AuditEntry> Audit { get; init; } = [];

    /// <summary>Feed rows, in order.</summary>
    [Id(3)]
    public ImmutableArray<FeedEntry> Feed { get; init; } = [];

    /// <summary>Why the fact is parked, as a keyword; empty: it is applied.</summary>
    [Id(4)]
    public string ParkReason { get; init; } = "";
}
