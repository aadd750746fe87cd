using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;

namespace Platen.Grains.Sites;

/// <inheritdoc cref="IReplicationGrain"/>
internal sealed class ReplicationGrain(IRecordStore store, IRecordQueries queries, IReplicationQueries replication, IParkedEvents parked, TimeProvider time) : Grain, IReplicationGrain
{
    /// <summary>The most sites that are looked at.</summary>
    private const int SitesMax = 10_000;
    private const int SitesPerPage = 500;

    private static readonly Actor Watch = Actor.System("watch");

    /// <summary>How often orders that nobody answers are looked for.</summary>
    private static readonly TimeSpan OrdersEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _since;
    private DateTimeOffset _ordersLookedAt;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    private DateTimeOffset Now => time.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _since = Now;
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<AgentReplication>> ListAsync(CancellationToken cancellationToken)
    {
        var tenant = await store.FindTenantAsync(Tenant, cancellationToken);
        var samples = (await replication.ListLastSamplesAsync(Tenant, cancellationToken)).ToDictionary(sample => (sample.Site, sample.Agent));
        var counts = await parked.CountAsync(Tenant, cancellationToken);
        var offlineMax = tenant?.OfflineMax ?? TimeSpan.Zero;
        return [.. from site in await SitesAsync(cancellationToken)
                   from view in site.Agents
                   where view.Agent.CertificateSerial.Length > 0 && !view.Agent.Revoked
                   select Of(site, view, samples.GetValueOrDefault((site.Site.Id, view.Agent.Id)), counts.GetValueOrDefault(site.Site.Id.Value), offlineMax)];
    }

    public Task<ImmutableArray<AgentSample>> HistoryAsync(SiteId site, AgentId agent, int hours, CancellationToken cancellationToken) =>
        replication.ListSamplesAsync(Tenant, site, agent, Now - TimeSpan.FromHours(Math.Clamp(hours, 1, IReplicationGrain.HistoryHoursMax)), cancellationToken);

    public Task<ImmutableArray<SiteAlarm>> ListAlarmsAsync(CancellationToken cancellationToken) => replication.ListAlarmsAsync(Tenant, cancellationToken);

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (await store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant)
        {
            return;
        }

        var standing = (await replication.ListAlarmsAsync(Tenant, cancellationToken)).ToDictionary(alarm => alarm.Id, StringComparer.Ordinal);
        var held = (await HoldingAsync(tenant, cancellationToken)).ToDictionary(alarm => alarm.Id, StringComparer.Ordinal);
        foreach (var alarm in held.Values.Where(alarm => !standing.ContainsKey(alarm.Id)))
        {
            await WriteAsync(alarm with { Version = 1 }, cleared: false, cancellationToken);
        }

        foreach (var alarm in standing.Values.Where(alarm => !held.ContainsKey(alarm.Id)))
        {
            await WriteAsync(alarm with { Version = 2 }, cleared: true, cancellationToken);
        }

        if (Now - _ordersLookedAt >= OrdersEvery)
        {
            _ordersLookedAt = Now;
            await new LostOrders(store, Tenant).EndAsync(Now, cancellationToken);
        }
    }

    private async Task<IEnumerable<SiteAlarm>> HoldingAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var agents = await ListAsync(cancellationToken);
        var ofAgents = from agent in agents
                       from found in SiteAlarmRules.Of(agent, tenant.Alarms, _since, Now)
                       select New(agent.Site, agent.Agent, found.Kind, found.Detail);
        var ofSites = from site in await parked.CountAsync(Tenant, cancellationToken)
                      select New(SiteId.Parse(site.Key), null, SiteAlarmKind.ParkedEvents, string.Create(CultureInfo.InvariantCulture, $"{site.Value} events could not be applied"));
        return ofAgents.Concat(ofSites);
    }

    private SiteAlarm New(SiteId site, AgentId? agent, SiteAlarmKind kind, string detail) => new() { Tenant = Tenant, Site = site, Agent = agent, Kind = kind, Detail = detail, RaisedAt = Now };

    // A conflict means that another server was faster: the alarm is raised, or cleared, once.
    private Task<CommitResult> WriteAsync(SiteAlarm alarm, bool cleared, CancellationToken cancellationToken)
    {
        AuditEntry audit = ConsoleCommit.Audit(
            Watch, Now, cleared ? "site.alarm-cleared" : "site.alarm-raised", alarm.Agent is { } agent ? $"agent:{agent}" : $"site:{alarm.Site}", success: cleared,
            ("site", alarm.Site.Value), ("alarm", alarm.Kind.ToString()), ("detail", alarm.Detail));
        return store.CommitAsync(
            ConsoleCommit.Of(Tenant, [new SiteAlarmChange(alarm, cleared) { ExpectedVersion = alarm.Version - 1 }], audit, new FeedEntry(FeedTopic.Site, alarm.Site.Value, null)), cancellationToken);
    }

    private static AgentReplication Of(SiteView site, AgentView view, AgentSample? last, long parkedEvents, TimeSpan offlineMax) => new()
    {
        Site = site.Site.Id,
        SiteName = site.Site.Name,
        Agent = view.Agent.Id,
        Online = view.Online,
        LastSeen = view.Agent.LastSeen,
        Last = last,
        Parked = parkedEvents,
        OfflineUntil = view.Online ? null : view.Agent.LastSeen + offlineMax,
    };

    // The site grains know who is linked now.
    private async Task<List<SiteView>> SitesAsync(CancellationToken cancellationToken)
    {
        var views = new List<SiteView>();
        var after = "";
        do
        {
            var page = await queries.ListSitesAsync(Tenant, new PageRequest(after, SitesPerPage), cancellationToken);
            views.AddRange((await Task.WhenAll(page.Items.Select(site => GrainFactory.Site(Tenant, site.Id).GetAsync(cancellationToken)))).OfType<SiteView>());
            after = page.Next;
        }
        while (after.Length > 0 && views.Count < SitesMax);

        return views;
    }
}
