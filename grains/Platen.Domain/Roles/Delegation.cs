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

    /// <summary>What a user is given by roles, own and of groups, each right once, at all the sites and groups together. A grant of a role that is gone gives nothing.</summary>
    /// <param name="user">The user.</param>
    /// <param name="tenant">The tenant, with its roles.</param>
    /// <param name="resting">Groups that were given up: their roles rest, and so do rights over their members.</param>
    public static ImmutableArray<HeldRight> HeldBy(User user, Tenant tenant, params ImmutableArray<GroupId> resting) =>
        [.. from held in HeldBy(GrantsOf(user, tenant, resting), tenant)
            let narrowed = resting.IsEmpty ? held : held with { Groups = held.Groups.RemoveAll(resting.Contains) }
            where held.Groups.IsEmpty || !narrowed.Groups.IsEmpty || !narrowed.NamedSites().IsEmpty
            select narrowed];

    /// <summary>The groups on which a user's rights hang: those that give roles, and those over whose members they hold.</summary>
    public static ImmutableArray<GroupId> GroupsBehind(User user, Tenant tenant) =>
        [.. tenant.GroupRoles.Select(roles => roles.Group).Where(user.Groups.Contains).Concat(GrantsOf(user, tenant, []).SelectMany(grant => grant.Groups)).Distinct()];

    private static ImmutableArray<RoleGrant> GrantsOf(User user, Tenant tenant, ImmutableArray<GroupId> resting) =>
        [.. user.Grants, .. OfGroups([.. user.Groups.Where(group => !resting.Contains(group))], tenant)];

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
        let held = Narrow(right, RightCatalog.Find(right)!.Reach, grant)
        where held is not null
        select held;

    // null: the right cannot be narrowed to what the grant is narrowed to, so that it is not given at all
    private static HeldRight? Narrow(Right right, RightReach reach, RoleGrant grant) => reach switch
    {
        _ when grant.HoldsEverywhere() => new HeldRight(right, []),
        RightReach.Sites when grant.NamedSites() is { IsEmpty: false } sites => new HeldRight(right, sites),
        RightReach.Groups when !grant.Groups.IsEmpty => HeldRight.Over(right, grant.Groups),
        _ => null,
    };

    private static HeldRight Merge(Right right, ImmutableArray<HeldRight> same) =>
        same.Any(held => held.IsEverywhere)
            ? new HeldRight(right, [])
            : new HeldRight(right, [.. same.SelectMany(held => held.Sites).Distinct().OrderBy(site => site.Value, StringComparer.Ordinal)])
            {
                Groups = [.. same.SelectMany(held => held.Groups).Distinct().OrderBy(group => group.ToString(), StringComparer.Ordinal)],
            };
}
