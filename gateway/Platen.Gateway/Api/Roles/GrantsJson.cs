using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Gateway.Api.Roles;

/// <summary>The roles of a user or a group, and what they come to.</summary>
/// <param name="Administrator">Whether the user holds every right anyway.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Rights">The rights, beside those that everybody has.</param>
internal sealed record GrantsJson(bool Administrator, IReadOnlyList<GrantJson> Roles, IReadOnlyList<HeldRightJson> Rights)
{
    public static GrantsJson Of(User user, Tenant tenant) => new(user.Role == UserRole.Administrator, Grants(user.Grants), Held(Delegation.HeldBy(user, tenant)));

    public static GrantsJson Of(ImmutableArray<RoleGrant> grants, Tenant tenant) => new(Administrator: false, Grants(grants), Held(Delegation.HeldBy(grants, tenant)));

    private static IReadOnlyList<GrantJson> Grants(ImmutableArray<RoleGrant> grants) => [.. grants.Select(grant => new GrantJson(grant.Role.Value, [.. grant.NamedSites().Select(site => site.Value)], [.. grant.Groups.Select(group => group.ToString())]))];

    private static IReadOnlyList<HeldRightJson> Held(ImmutableArray<HeldRight> held) =>
        [.. held.Select(right => new HeldRightJson(RightCatalog.Word(right.Right), [.. right.NamedSites().Select(site => site.Value)], [.. right.Groups.Select(group => group.ToString())]))];
}
