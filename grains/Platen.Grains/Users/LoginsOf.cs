using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Users;

/// <summary>Whose sessions, tokens and programs somebody may see and end.</summary>
internal static class LoginsOf
{
    /// <summary>Whether the actor may, by the user's row as it is now; it is read only where the right depends on it.</summary>
    public static async Task<bool> MayEndAsync(IRecordStore store, TenantId tenant, Actor actor, UserId user, CancellationToken cancellationToken) =>
        Rights.HasEverywhere(actor, Right.EditUsers)
        || ((Rights.Is(actor, user) || Rights.Has(actor, Right.EditUsers)) && await store.FindUserAsync(tenant, user, cancellationToken) is { } row && Rights.MayEndLogins(actor, row));
}
