using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>All that one decision writes, in one transaction.</summary>
public sealed record Commit
{
    /// <summary>Whose records they are; every row in it must be of this tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The audit chain that the entries go to: the site's id for what agents report, <c>console</c> for the rest.</summary>
    public required string AuditChain { get; init; }

    /// <summary>Rows to insert or to replace.</summary>
    public ImmutableArray<RecordChange> Changes { get; init; } = [];

    /// <summary>Ledger rows; one that exists already for its release makes the whole commit a <see cref="CommitCode.Duplicate"/>.</summary>
    public ImmutableArray<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>Audit rows, in order.</summary>
    public ImmutableArray<AuditEntry> Audit { get; init; } = [];

    /// <summary>Change-feed rows, in order.</summary>
    public ImmutableArray<FeedEntry> Feed { get; init; } = [];

    /// <summary>The agent's event that this commit applies; one that was applied before makes the whole commit a <see cref="CommitCode.Duplicate"/>.</summary>
    public AppliedEvent? Event { get; init; }
}
