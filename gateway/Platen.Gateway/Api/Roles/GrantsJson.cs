using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Gateway.Api.Roles;

/// <summary>A user's roles, and what they come to.</summary>
/// <param name="Administrator">Whether the user holds every right anyway.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Rights">The rights, beside those that everybody has.</param>
internal sealed record GrantsJson(bool Administrator, IReadOnlyList<GrantJson> Roles, IReadOnlyList<HeldRightJson> Rights)
{
    public static GrantsJson Of(User user, Tenant tenant) => new(
        user.Role == UserRole.Administrator,
        [.. user.Grants.Select(grant => new GrantJson(grant.Role.Value, [.. grant.Sites.Select(site => site.Value)]))],
        [.. Delegation.HeldBy(user, tenant).Select(held => new HeldRightJson(RightCatalog.Word(held.Right), [.. held.Sites.Select(site => site.Value)]))]);
}
