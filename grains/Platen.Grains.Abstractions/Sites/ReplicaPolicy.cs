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

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{nameof(ReplicaPolicy)} {{ {Tenant.Id}, version {Version} }}";
}
