using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Backups;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Console.Pages;

/// <summary>The tenant in figures, and what needs somebody's attention.</summary>
public sealed class IndexModel : ConsolePage
{
    private const int RowsMax = 100;

    /// <inheritdoc/>
    public override string Heading => "Overview";

    /// <inheritdoc/>
    public override string Section => "overview";

    /// <summary>The figures.</summary>
    public Overview Figures { get; private set; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Devices that cannot print.</summary>
    public ImmutableArray<Device> Stopped { get; private set; } = [];

    /// <summary>Sites with their agents.</summary>
    public ImmutableArray<SiteView> Sites { get; private set; } = [];

    /// <summary>The newest jobs.</summary>
    public ImmutableArray<Job> Newest { get; private set; } = [];

    /// <summary>Alarms about sites.</summary>
    public ImmutableArray<SiteAlarm> Alarms { get; private set; } = [];

    /// <summary>Whether the audit log was found to be tampered with.</summary>
    public bool LogIsBroken { get; private set; }

    /// <summary>What there is to say about backups; empty: all is well, or this user may not see them.</summary>
    public string BackupWarning { get; private set; } = "";

    /// <summary>Whether there are queues.</summary>
    public bool HasQueues { get; private set; }

    /// <summary>Agents that are enrolled, but away.</summary>
    public IEnumerable<(SiteView Site, AgentView Agent)> Away =>
        from site in Sites from agent in site.Agents where !agent.Online && !agent.Agent.Revoked && agent.Agent.CertificateSerial.Length > 0 select (site, agent);

    /// <summary>Shows the overview; who may not see all of it has the jobs instead.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!SeesOverview)
        {
            return Redirect("/jobs");
        }

        var rows = new PageRequest("", RowsMax);
        Figures = await Lists.OverviewAsync(Actor, Aborted) ?? Figures;
        Stopped = [.. (await Lists.ListDevicesAsync(null, "", Right.ReadDevices, rows, Actor, Aborted)).Items.Where(device => device.Enabled && device.Status is { ObservedAt: not null, PrinterState: 0 or 5 })];
        var sites = await Lists.ListSitesAsync(Right.ReadSites, rows, Actor, Aborted);
        Sites = [.. (await Task.WhenAll(sites.Items.Select(site => Grains.Site(Tenant, site.Id).GetAsync(Aborted)))).OfType<SiteView>()];
        Alarms = await Lists.ListAlarmsAsync(Actor, Aborted);
        LogIsBroken = await Grains.Audit(Tenant).GetAsync(Actor, Aborted) is { Verdict.Whole: false };
        BackupWarning = await Grains.Backups(Tenant).GetAsync(Actor, Aborted) switch
        {
            { IsOn: false } => "This server makes no backups",
            { Memory.LateSince: not null } => "There is no backup that is new enough",
            { Memory.Code: BackupCode.Failed } => "The last backup failed",
            _ => "",
        };
        Newest = (await Lists.ListJobsAsync(new JobFilter(), new PageRequest("", 8), Actor, Aborted)).Items;
        HasQueues = (await Lists.ListQueuesAsync("", Right.ReadJobs, new PageRequest("", 1), Actor, Aborted)).Items.Length > 0;
        return Page();
    }
}
