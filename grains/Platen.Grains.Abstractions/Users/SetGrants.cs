using System.Collections.Immutable;
using Platen.Domain.Roles;

namespace Platen.Grains.Abstractions.Users;

/// <summary>Gives a user these roles and no others.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.set-grants")]
public sealed record SetGrants
{
    /// <summary>The roles, each with where it holds.</summary>
    [Id(0)]
    public ImmutableArray<RoleGrant> Grants { get; init; } = [];
}
