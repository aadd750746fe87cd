using System.Collections.Immutable;

namespace Platen.Domain.Roles;

/// <summary>A named set of rights (AZ01, AZ03).</summary>
public sealed record Role
{
    /// <summary>Its id; it never changes.</summary>
    public required RoleId Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it gives, beside what everybody has. What these imply is not listed.</summary>
    public ImmutableArray<Right> Rights { get; init; } = [];
}
