using Microsoft.AspNetCore.Mvc;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Accounting;

/// <summary>Which entries are wanted.</summary>
/// <param name="From">Printed at or after this time.</param>
/// <param name="Before">Printed before this time.</param>
/// <param name="User">Of this user; who sees only the own costs sees those.</param>
/// <param name="Device">At this device.</param>
/// <param name="Site">At this site.</param>
/// <param name="Job">Of this job.</param>
internal sealed record LedgerQuery(
    [FromQuery(Name = "from")] DateTimeOffset? From,
    [FromQuery(Name = "before")] DateTimeOffset? Before,
    [FromQuery(Name = "user")] string? User,
    [FromQuery(Name = "device")] string? Device,
    [FromQuery(Name = "site")] string? Site,
    [FromQuery(Name = "job")] string? Job)
{
    public LedgerFilter Filter(Input input, Caller caller)
    {
        var filter = new LedgerFilter
        {
            From = From?.ToUniversalTime(),
            Before = Before?.ToUniversalTime(),
            User = input.OptionalId<UserId>(User, "user", UserId.TryParse),
            Device = input.OptionalId<DeviceId>(Device, "device", DeviceId.TryParse),
            Site = input.OptionalId<SiteId>(Site, "site", SiteId.TryParse),
            Job = input.OptionalId<JobId>(Job, "job", JobId.TryParse),
        };
        return filter;
    }
}
