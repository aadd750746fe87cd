using Platen.Domain.Tenants;

namespace Platen.Domain.Sites;

/// <summary>A branch.</summary>
public sealed record Site
{
    /// <summary>Whose site it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id.</summary>
    public required SiteId Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Documents of other sites that are fetched here when their owner logs in; 0: none; null: as the tenant says.</summary>
    public int? AheadJobsMax { get; init; }

    /// <summary>… and bytes of them; null: as the tenant says.</summary>
    public long? AheadBytesMax { get; init; }

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
