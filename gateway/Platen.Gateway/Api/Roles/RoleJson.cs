using Platen.Domain.Roles;

namespace Platen.Gateway.Api.Roles;

/// <summary>A role.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name for people.</param>
/// <param name="BuiltIn">Whether every company has it, and it cannot be changed.</param>
/// <param name="Rights">The words of its rights.</param>
internal sealed record RoleJson(string Id, string Name, bool BuiltIn, IReadOnlyList<string> Rights)
{
    public static RoleJson Of(Role role) => new(role.Id.Value, role.Name, BuiltInRoles.Has(role.Id), [.. role.Rights.Select(RightCatalog.Word)]);
}
