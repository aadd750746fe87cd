namespace Platen.Domain.Sites;

/// <summary>What is replicated between the server and one agent, and how far it is.</summary>
public sealed record AgentReplication
{
    /// <summary>The agent's site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The site's name for people.</summary>
    public required string SiteName { get; init; }

    /// <summary>The agent.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>Heard of within the last two minutes.</summary>
    public required bool Online { get; init; }

    /// <summary>When it was last heard of; null: never.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>As it last said; null: it has said nothing since this is kept.</summary>
    public AgentSample? Last { get; init; }

    /// <summary>Events that could not be applied.</summary>
    public long Parked { get; init; }

    /// <summary>When nobody can log in at the site any more unless the line comes back; null: it is online, or was never heard of.</summary>
    public DateTimeOffset? OfflineUntil { get; init; }
}
