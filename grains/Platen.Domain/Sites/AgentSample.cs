using Platen.Domain.Tenants;

namespace Platen.Domain.Sites;

/// <summary>How an agent's replication was at one moment, once a minute while it is linked: what the console's graph is drawn from.</summary>
public sealed record AgentSample
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The agent.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>When, by the server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Events in its journal that are not committed.</summary>
    public long EventsWaiting { get; init; }

    /// <summary>For how long the oldest of them has waited.</summary>
    public TimeSpan EventsLag { get; init; }

    /// <summary>The change-feed cursor up to which its replica is durable; 0: not known.</summary>
    public long ChangesApplied { get; init; }

    /// <summary>Changes that are not in its replica; 1,000 at most are counted.</summary>
    public int ChangesBehind { get; init; }

    /// <summary>How old the oldest of them is.</summary>
    public TimeSpan ChangesLag { get; init; }

    /// <summary>How far its clock is ahead of the server's.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Bytes in its spool.</summary>
    public long SpoolBytes { get; init; }

    /// <summary>Bytes free for its spool.</summary>
    public long SpoolFreeBytes { get; init; }

    /// <summary>Documents that it is sending to other sites.</summary>
    public int DocumentsSending { get; init; }

    /// <summary>Documents of other sites that it is fetching.</summary>
    public int DocumentsFetching { get; init; }
}
