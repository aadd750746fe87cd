using System.Collections.Immutable;
using Platen.Domain.Devices.Log;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;

namespace Platen.Grains.Queries;

/// <summary>Takes out of devices' logs who it was, where the reader may not see that user, and which job, where the reader may not see it (AZ09). As many grains are asked as there are users on a page.</summary>
internal sealed class LoggedPeople(IGrainFactory grains, TenantId tenant, Actor actor)
{
    public async Task<ImmutableArray<DeviceLogEntry>> ForReaderAsync(ImmutableArray<DeviceLogEntry> rows, CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(rows.Select(row => row.User).OfType<UserId>().Distinct(), cancellationToken);
        return [.. rows.Select(row => row with
        {
            User = row.User is { } user && seen.Contains(user) ? user : null,
            IsUserWithheld = row.User is { } other && !seen.Contains(other),
            Job = row.Job is { } job && (Rights.HasAt(actor, Right.ReadJobs, row.Site) || Rights.Is(actor, row.User)) ? job : null,
        })];
    }

    private async Task<HashSet<UserId>> SeenAsync(IEnumerable<UserId> users, CancellationToken cancellationToken)
    {
        if (Rights.HasEverywhere(actor, Right.ReadUsers))
        {
            return [.. users];
        }

        if (!Rights.Has(actor, Right.ReadUsers))
        {
            return [.. users.Where(user => Rights.Is(actor, user))];
        }

        var rows = await Task.WhenAll(users.Select(user => grains.User(tenant, user).GetAsync(cancellationToken)));
        return [.. rows.OfType<User>().Where(user => Rights.MayRead(actor, user)).Select(user => user.Id)];
    }
}
