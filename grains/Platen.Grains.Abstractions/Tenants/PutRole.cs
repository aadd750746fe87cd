using System.Collections.Immutable;
using Platen.Domain.Roles;

namespace Platen.Grains.Abstractions.Tenants;

/// <summary>Adds an own role of the tenant, or replaces it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.tenants.put-role")]
public sealed record PutRole
{
    /// <summary>The role's id; none of the built-in ones.</summary>
    [Id(0)]
    public required RoleId Role { get; init; }

    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>What it gives; each of them the actor must hold in the whole tenant.</summary>
    [Id(2)]
    public ImmutableArray<Right> Rights { get; init; } = [];
}
