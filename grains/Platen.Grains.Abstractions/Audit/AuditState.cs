using System.Collections.Immutable;
using Platen.Domain.Audit;

namespace Platen.Grains.Abstractions.Audit;

/// <summary>How the audit log stands.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.audit.audit-state")]
public sealed record AuditState
{
    /// <summary>A verification that is under way; null: none is.</summary>
    [Id(0)]
    public AuditProgress? Running { get; init; }

    /// <summary>What the last verification found; null: there was none yet.</summary>
    [Id(1)]
    public AuditVerdict? Verdict { get; init; }

    /// <summary>When heads were last signed without a fault; null: not since the server's start.</summary>
    [Id(2)]
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>Agents that have told what they keep, since the server's start.</summary>
    [Id(3)]
    public int Witnesses { get; init; }

    /// <summary>Faults that were seen when the log was last signed; more than in the verdict while a verification is under way.</summary>
    [Id(4)]
    public ImmutableArray<AuditBreak> Faults { get; init; } = [];
}
