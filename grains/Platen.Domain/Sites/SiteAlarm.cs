using Platen.Domain.Tenants;

namespace Platen.Domain.Sites;

/// <summary>Something that an administrator should know of a site, raised once and cleared once; both are in the audit log.</summary>
public sealed record SiteAlarm
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The agent; null: the site as a whole.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>What is wrong.</summary>
    public required SiteAlarmKind Kind { get; init; }

    /// <summary>How it was when it was raised, for people.</summary>
    public required string Detail { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The compare-and-swap guard: 1 while it stands.</summary>
    public long Version { get; init; }

    /// <summary>Names it: there is one of a kind for an agent at a time.</summary>
    public string Id => $"{Site}/{Agent}/{(int)Kind}";
}
