using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>What grants come to: the rights that a user holds beside what everybody has (AZ03).</summary>
public static class Delegation
{
    /// <summary>The tenant's roles, built-in ones first.</summary>
    public static ImmutableArray<Role> RolesOf(Tenant tenant) => BuiltInRoles.All.AddRange(tenant.Roles);

    /// <summary>A role, or null.</summary>
    public static Role? Find(Tenant tenant, RoleId id) => RolesOf(tenant).FirstOrDefault(role => role.Id == id);

    /// <summary>What a user is given by roles, own and of groups, each right once, at all the sites together. A grant of a role that is gone gives nothing.</summary>
    /// <param name="user">The user.</param>
    /// <param name="tenant">The tenant, with its roles.</param>
    /// <param name="resting">Groups that were given up, whose roles rest.</param>
    public static ImmutableArray<HeldRight> HeldBy(User user, Tenant tenant, params ImmutableArray<GroupId> resting) =>
        HeldBy([.. user.Grants, .. OfGroups([.. user.Groups.Where(group => !resting.Contains(group))], tenant)], tenant);

    /// <summary>What groups give to everybody in them.</summary>
    public static ImmutableArray<RoleGrant> OfGroups(ImmutableArray<GroupId> groups, Tenant tenant) =>
        [.. tenant.GroupRoles.Where(roles => groups.Contains(roles.Group)).SelectMany(roles => roles.Grants)];

    /// <summary>What grants give.</summary>
    public static ImmutableArray<HeldRight> HeldBy(ImmutableArray<RoleGrant> grants, Tenant tenant) =>
    [
        .. from grant in grants
           from held in Give(grant, tenant)
           group held by held.Right into same
           orderby same.Key
           select Merge(same.Key, [.. same]),
    ];

    /// <summary>What one grant gives.</summary>
    public static IEnumerable<HeldRight> Give(RoleGrant grant, Tenant tenant) =>
        from right in RightCatalog.WithImplied(Find(tenant, grant.Role)?.Rights ?? [])
        where grant.Sites.IsEmpty || RightCatalog.Find(right)!.Reach == RightReach.Sites
        select new HeldRight(right, grant.Sites);

    private static HeldRight Merge(Right right, ImmutableArray<HeldRight> same) =>
        new(right, same.Any(held => held.IsEverywhere) ? [] : [.. same.SelectMany(held => held.Sites).Distinct().OrderBy(site => site.Value, StringComparer.Ordinal)]);
}
