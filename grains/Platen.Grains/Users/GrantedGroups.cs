using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;

namespace Platen.Grains.Users;

/// <summary>The groups over whose members roles are given.</summary>
internal static class GrantedGroups
{
    /// <summary>Says which of the groups named are none; empty: all are there. Grants beyond the limits are not looked at: those are wrong anyway.</summary>
    public static async Task<ImmutableArray<string>> MissingAsync(IRecordStore store, TenantId tenant, ImmutableArray<RoleGrant> grants, CancellationToken cancellationToken)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var group in grants.Take(RoleRules.GrantsMax).SelectMany(grant => grant.Groups.Take(RoleRules.GroupsPerGrantMax)).Distinct())
        {
            if (await store.FindGroupAsync(tenant, group, cancellationToken) is null)
            {
                missing.Add($"There is no group '{group}'.");
            }
        }

        return missing.ToImmutable();
    }
}
