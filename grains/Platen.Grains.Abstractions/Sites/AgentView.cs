using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>An agent as the console shows it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.agent-view")]
public sealed record AgentView
{
    /// <summary>The record.</summary>
    [Id(0)]
    public required SiteAgent Agent { get; init; }

    /// <summary>Heard of within the last two minutes.</summary>
    [Id(1)]
    public required bool Online { get; init; }

    /// <summary>Its last heartbeat; null when there was none since the grain woke.</summary>
    [Id(2)]
    public AgentHeartbeat? LastHeartbeat { get; init; }

    /// <summary>How far its clock was ahead of the server's when that came; null: not known.</summary>
    [Id(3)]
    public TimeSpan? ClockSkew { get; init; }
}
