using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Sites;

/// <summary>A site agent as the cluster records it: enrolled by a one-time token, known by its certificate (AU32).</summary>
public sealed record SiteAgent
{
    /// <summary>Whose agent it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>Its id.</summary>
    public required AgentId Id { get; init; }

    /// <summary>SHA-256 of the enrolment token while it may still be used, 64 hexadecimal digits; empty: none.</summary>
    public string EnrolmentTokenSha256 { get; init; } = "";

    /// <summary>When that token ends.</summary>
    public DateTimeOffset? EnrolmentTokenExpires { get; init; }

    /// <summary>Serial number of the certificate that is valid now (hexadecimal); empty: not enrolled.</summary>
    public string CertificateSerial { get; init; } = "";

    /// <summary>Serial number of the certificate before, which stays valid until the new one is first used, so that a lost answer locks no agent out; empty: none.</summary>
    public string PreviousCertificateSerial { get; init; } = "";

    /// <summary>When the certificate that is valid now ends (90 days at most, NW06).</summary>
    public DateTimeOffset? CertificateExpires { get; init; }

    /// <summary>No connection is accepted any more.</summary>
    public bool Revoked { get; init; }

    /// <summary>Version of the agent's program at its last connection.</summary>
    public string AgentVersion { get; init; } = "";

    /// <summary>When it was last heard of.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>Highest event sequence that is committed.</summary>
    public long EventsCommitted { get; init; }

    /// <summary>The starts that were let in, oldest first, <see cref="AgentLineage.StartsKept"/> at most; events are taken from the last one only. Empty: none that says so of itself.</summary>
    public ImmutableArray<AgentStart> Starts { get; init; } = [];

    /// <summary>Its journal and the record do not fit together; null: they do.</summary>
    public AgentFence? Fence { get; init; }

    /// <summary>Grows by one with each change of the record (not with events); the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
