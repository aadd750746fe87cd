using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>The tenant's policy as a site needs it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.replica-policy")]
public sealed record ReplicaPolicy
{
    /// <summary>The tenant.</summary>
    [Id(0)]
    public required Tenant Tenant { get; init; }

    /// <summary>The site's name for people.</summary>
    [Id(1)]
    public required string SiteName { get; init; }

    /// <summary>The key under which PIN and card indexes are made, 32 bytes.</summary>
    [Id(2)]
    public required ImmutableArray<byte> CredentialKey { get; init; }

    /// <summary>Grows with each change of the tenant or of the site.</summary>
    [Id(3)]
    public required long Version { get; init; }

    /// <summary>The site's own word about fetching at login (<see cref="Domain.Sites.Site.AheadJobsMax"/>).</summary>
    [Id(20)]
    public int? AheadJobsMax { get; init; }

    /// <summary>The same, of bytes.</summary>
    [Id(21)]
    public long? AheadBytesMax { get; init; }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{nameof(ReplicaPolicy)} {{ {Tenant.Id}, version {Version} }}";
}
