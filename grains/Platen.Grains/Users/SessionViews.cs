using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Users;

namespace Platen.Grains.Users;

/// <summary>What a user may do now, by the records themselves: looked up at each call, so that who loses a right loses it at once.</summary>
internal static class SessionViews
{
    /// <summary>The user with the rights that roles, own and of groups, give.</summary>
    public static async Task<SessionView> OfAsync(IRecordStore store, User user, Tenant tenant, CancellationToken cancellationToken) => new()
    {
        User = user,
        StartedAt = default,
        EndsAt = default,
        CreditOn = tenant.Credit.Enabled,
        HasCredit = tenant.Credit.Includes(user),
        Held = Delegation.HeldBy(user, tenant, await RestingAsync(store, user, tenant, cancellationToken)),
    };

    // as many reads as the user has groups with roles, and rights over groups, which are few
    private static async Task<ImmutableArray<GroupId>> RestingAsync(IRecordStore store, User user, Tenant tenant, CancellationToken cancellationToken)
    {
        var resting = ImmutableArray.CreateBuilder<GroupId>();
        foreach (var group in Delegation.GroupsBehind(user, tenant))
        {
            if (await store.FindGroupAsync(tenant.Id, group, cancellationToken) is not { Active: true })
            {
                resting.Add(group);
            }
        }

        return resting.ToImmutable();
    }
}
