using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Sites;

namespace Platen.Domain.Jobs;

/// <summary>What becomes of a job by one fact: all rows of one transaction.</summary>
public sealed record JobDecision
{
    /// <summary>The code.</summary>
    public required DecisionCode Code { get; init; }

    /// <summary>The job's new row, its version moved by one; null: it stays as it is.</summary>
    public Job? Job { get; init; }

    /// <summary>What is charged; null: nothing.</summary>
    public LedgerEntry? Ledger { get; init; }

    /// <summary>The holder has to be told that this release ended elsewhere; null: nothing.</summary>
    public JobReleaseFinished? EndsHandOver { get; init; }

    /// <summary>What the site of the copy has to be told: <see cref="SiteCommandKind.CopyJob"/> or <see cref="SiteCommandKind.DropCopy"/>; unspecified: nothing.</summary>
    public SiteCommandKind CopyOrder { get; init; }

    /// <summary>Audit rows, in order.</summary>
    public ImmutableArray<AuditEntry> Audit { get; init; } = [];

    /// <summary>Why the fact was rejected: a keyword of <see cref="RejectionReason"/>; else empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The fact tells nothing new.</summary>
    public static readonly JobDecision NothingNew = new() { Code = DecisionCode.NothingNew };

    /// <summary>The fact does not fit.</summary>
    public static JobDecision Reject(string reason) => new() { Code = DecisionCode.Rejected, Reason = reason };
}
