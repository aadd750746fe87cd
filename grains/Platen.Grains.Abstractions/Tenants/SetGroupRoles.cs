using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Tenants;

/// <summary>Gives everybody in a group these roles and no others.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.tenants.set-group-roles")]
public sealed record SetGroupRoles
{
    /// <summary>The group.</summary>
    [Id(0)]
    public required GroupId Group { get; init; }

    /// <summary>The roles, each with where it holds.</summary>
    [Id(1)]
    public ImmutableArray<RoleGrant> Grants { get; init; } = [];
}
