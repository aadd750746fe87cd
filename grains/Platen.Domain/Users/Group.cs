using Platen.Domain.Tenants;

namespace Platen.Domain.Users;

/// <summary>A group of users, made here or taken over from a directory. Who is in it is said by <see cref="User.Groups"/>; groups within groups are flattened when they are taken over, so a member is always a user.</summary>
public sealed record Group
{
    /// <summary>Whose group it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The id; it never changes.</summary>
    public required GroupId Id { get; init; }

    /// <summary>The name for people; of groups made here unique in the tenant, compared without case.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, or empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where it comes from, a value of <see cref="UserSource"/>; empty: made here.</summary>
    public string Source { get; init; } = "";

    /// <summary>Its key there, which outlives a change of its name; empty for a group made here.</summary>
    public string SourceKey { get; init; } = "";

    /// <summary>False: it was given up here, or is gone from its source. Its rights rest then.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
