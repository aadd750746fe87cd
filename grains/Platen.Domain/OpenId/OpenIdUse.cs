using Platen.Domain.Tenants;

namespace Platen.Domain.OpenId;

/// <summary>A login's ticket that was used: none is used twice, at whichever server.</summary>
public sealed record OpenIdUse
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The ticket's key.</summary>
    public required string Id { get; init; }

    /// <summary>When it was used.</summary>
    public required DateTimeOffset UsedAt { get; init; }

    /// <summary>Always 1.</summary>
    public long Version { get; init; } = 1;
}
