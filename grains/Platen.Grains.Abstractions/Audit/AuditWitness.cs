using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Audit;

/// <summary>What an agent says that it keeps of the audit log.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.audit.audit-witness")]
public sealed record AuditWitness
{
    /// <summary>Its site.</summary>
    [Id(0)]
    public required SiteId Site { get; init; }

    /// <summary>The agent.</summary>
    [Id(1)]
    public required AgentId Agent { get; init; }

    /// <summary>The heads that it keeps.</summary>
    [Id(2)]
    public ImmutableArray<AuditCheckpoint> Heads { get; init; } = [];
}
