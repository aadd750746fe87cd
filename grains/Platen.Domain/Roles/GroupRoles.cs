using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>The roles of everybody in a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Grants">The roles, each with where it holds.</param>
public sealed record GroupRoles(GroupId Group, ImmutableArray<RoleGrant> Grants);
