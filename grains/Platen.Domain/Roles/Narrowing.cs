using System.Collections.Immutable;
using Platen.Domain.Devices.Log;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>Narrows what lists are asked for to what the caller may see, whatever was asked (AZ02): others' rows at the sites of the right, and one's own.</summary>
public static class Narrowing
{
    /// <summary>Rights by which somebody sees devices: to look at them, to choose one in a report or of a queue, to release a job at one.</summary>
    public static readonly ImmutableArray<Right> DeviceReasons = [Right.ReadDevices, Right.ReadReports, Right.ReadQueues, Right.ManageJobs, Right.OwnJobs];

    /// <summary>Rights by which somebody sees queues: to look at them, to choose one among jobs.</summary>
    public static readonly ImmutableArray<Right> QueueReasons = [Right.ReadQueues, Right.ReadJobs];

    /// <summary>Rights by which somebody sees sites: to look at them, to choose one among jobs, of a queue, for a device, in the settings.</summary>
    public static readonly ImmutableArray<Right> SiteReasons = [Right.ReadSites, Right.ReadJobs, Right.ReadQueues, Right.EditDevices, Right.SiteSettings];

    /// <summary>The sites to which a list is narrowed that is asked for by a right; null: it is not narrowed. Empty: the right is not held, or is no reason for this list.</summary>
    public static ImmutableArray<SiteId>? SitesBy(Right by, ImmutableArray<Right> reasons, Actor actor) => reasons.Contains(by) ? Rights.SitesOf(actor, by) : [];

    /// <summary>Whether somebody may see any jobs: the own ones, those of others, or, for an agent, those of a user whom it names.</summary>
    public static bool MaySeeJobs(JobFilter filter, Actor actor) =>
        actor.Kind == ActorKind.Agent ? (filter.Owner ?? filter.DelegatedTo) is not null : Rights.Has(actor, Right.OwnJobs) || Rights.Has(actor, Right.ReadJobs);

    /// <summary>Jobs. Agents have asked for a user's by <see cref="MaySeeJobs"/>.</summary>
    public static JobFilter Jobs(JobFilter filter, Actor actor)
    {
        var sites = Rights.SitesOf(actor, Right.ReadJobs);
        return sites switch
        {
            _ when actor.Kind == ActorKind.Agent => filter,
            null => filter,
            { IsEmpty: true } => filter with { Owner = actor.UserId, UnclaimedOnly = false },
            { } some => filter with { Sites = some, OrOwner = Rights.Has(actor, Right.OwnJobs) ? actor.UserId : null },
        };
    }

    /// <summary>Lines of devices' logs: readings by the right to see reports, all else by the right to see devices (LG04).</summary>
    public static DeviceLogFilter DeviceLog(DeviceLogFilter filter, Actor actor) =>
        filter with { LogSites = Rights.SitesOf(actor, Right.ReadDevices), ReadingSites = Rights.SitesOf(actor, Right.ReadReports) };

    /// <summary>Ledger entries.</summary>
    public static LedgerFilter Ledger(LedgerFilter filter, Actor actor)
    {
        var sites = Rights.SitesOf(actor, Right.ReadReports);
        return sites switch
        {
            null => filter,
            { IsEmpty: true } => filter with { User = actor.UserId },
            { } some => filter with { Sites = some, OrUser = Rights.Has(actor, Right.OwnLedger) ? actor.UserId : null },
        };
    }
}
