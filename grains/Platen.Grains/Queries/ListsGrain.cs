using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Devices.Log;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queries;

namespace Platen.Grains.Queries;

/// <inheritdoc cref="IListsGrain"/>
[StatelessWorker]
internal sealed class ListsGrain(IRecordQueries queries, IDeviceLog deviceLog, TimeProvider time) : Grain, IListsGrain
{
    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public Task<ResultPage<Job>> ListJobsAsync(JobFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Narrowing.MaySeeJobs(filter, actor) ? queries.ListJobsAsync(Tenant, Narrowing.Jobs(filter, actor), QueryGrain.Bounded(page), cancellationToken) : None<Job>();

    public Task<ResultPage<User>> ListUsersAsync(string search, PageRequest page, Actor actor, CancellationToken cancellationToken) => Rights.GroupsOf(actor, Right.ReadUsers) switch
    {
        null => queries.ListUsersAsync(Tenant, search, QueryGrain.Bounded(page), cancellationToken),
        { IsEmpty: true } => None<User>(),
        { } groups => queries.ListUsersOfGroupsAsync(Tenant, groups, search, QueryGrain.Bounded(page), cancellationToken),
    };

    public Task<ResultPage<User>> ListWaitingUsersAsync(PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Rights.HasEverywhere(actor, Right.EditUsers) ? queries.ListWaitingUsersAsync(Tenant, QueryGrain.Bounded(page), cancellationToken) : None<User>();

    public Task<ResultPage<Group>> ListGroupsAsync(string search, PageRequest page, Actor actor, CancellationToken cancellationToken) => Rights.GroupsOf(actor, Right.ReadUsers) switch
    {
        null => queries.ListGroupsAsync(Tenant, search, QueryGrain.Bounded(page), cancellationToken),
        { IsEmpty: true } => None<Group>(),
        { } groups => queries.ListGroupsOfAsync(Tenant, groups, search, QueryGrain.Bounded(page), cancellationToken),
    };

    public Task<ResultPage<User>> ListMembersAsync(GroupId group, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Rights.MayRead(actor, group) ? queries.ListMembersAsync(Tenant, group, QueryGrain.Bounded(page), cancellationToken) : None<User>();

    public Task<ResultPage<Device>> ListDevicesAsync(SiteId? site, string search, Right by, PageRequest page, Actor actor, CancellationToken cancellationToken)
    {
        var sites = Narrowing.SitesBy(by, Narrowing.DeviceReasons, actor);
        return site switch
        {
            null when by == Right.OwnJobs => None<Device>(),
            { } one when sites is { } some && !some.Contains(one) => None<Device>(),
            null when sites is { } some => queries.ListDevicesOfAsync(Tenant, some, search, QueryGrain.Bounded(page), cancellationToken),
            _ => queries.ListDevicesAsync(Tenant, site, search, QueryGrain.Bounded(page), cancellationToken),
        };
    }

    public Task<ResultPage<Queue>> ListQueuesAsync(string search, Right by, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Narrowing.SitesBy(by, Narrowing.QueueReasons, actor) is { IsEmpty: true } ? None<Queue>() : queries.ListQueuesAsync(Tenant, search, QueryGrain.Bounded(page), cancellationToken);

    public Task<ResultPage<Site>> ListSitesAsync(Right by, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Narrowing.SitesBy(by, Narrowing.SiteReasons, actor) is { } sites
            ? queries.ListSitesOfAsync(Tenant, sites, QueryGrain.Bounded(page), cancellationToken)
            : queries.ListSitesAsync(Tenant, QueryGrain.Bounded(page), cancellationToken);

    public Task<ResultPage<LedgerEntry>> ListLedgerAsync(LedgerFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Rights.Has(actor, Right.OwnLedger) || Rights.Has(actor, Right.ReadReports)
            ? queries.ListLedgerAsync(Tenant, Narrowing.Ledger(filter, actor), QueryGrain.Bounded(page), cancellationToken)
            : None<LedgerEntry>();

    public async Task<ResultPage<DeviceLicence>> ListLicencesAsync(PageRequest page, Actor actor, CancellationToken cancellationToken)
    {
        var devices = Rights.HasEverywhere(actor, Right.ReadLicences) ? await queries.ListDevicesAsync(Tenant, null, "", QueryGrain.Bounded(page), cancellationToken) : new([], "");
        return new ResultPage<DeviceLicence>([.. devices.Items.Select(DeviceLicence.Of)], devices.Next);
    }

    public Task<ResultPage<ChainedAuditEntry>> ListAuditAsync(PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Rights.HasEverywhere(actor, Right.ReadAudit) ? queries.ListAuditAsync(Tenant, QueryGrain.Bounded(page), cancellationToken) : None<ChainedAuditEntry>();

    public Task<ResultPage<ChainedAuditEntry>> ListAuditOfAsync(AuditFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        !Rights.HasEverywhere(actor, Right.ReadAudit) ? None<ChainedAuditEntry>()
        : filter.SecurityOnly ? queries.ListSecurityAuditAsync(Tenant, QueryGrain.Bounded(page), cancellationToken)
        : queries.ListAuditAsync(Tenant, QueryGrain.Bounded(page), cancellationToken);

    public async Task<ResultPage<UserDirectory>> ListDirectoriesAsync(PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Rights.MayAdminister(actor) ? await GrainFactory.Query(Tenant).ListDirectoriesAsync(page, cancellationToken) : new([], "");

    public Task<ResultPage<DirectoryRun>> ListDirectoryRunsAsync(DirectoryId directory, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Rights.MayAdminister(actor) ? queries.ListDirectoryRunsAsync(Tenant, directory, QueryGrain.Bounded(page), cancellationToken) : None<DirectoryRun>();

    public async Task<Overview?> OverviewAsync(Actor actor, CancellationToken cancellationToken) =>
        Rights.HasEverywhere(actor, Right.ReadReports) ? await queries.OverviewAsync(Tenant, time.GetUtcNow(), cancellationToken) : null;

    public async Task<ImmutableArray<AgentReplication>> ListReplicationAsync(Actor actor, CancellationToken cancellationToken) =>
        Rights.Has(actor, Right.ReadSites) ? [.. (await GrainFactory.Replication(Tenant).ListAsync(cancellationToken)).Where(row => Rights.HasAt(actor, Right.ReadSites, row.Site))] : [];

    public async Task<ImmutableArray<SiteAlarm>> ListAlarmsAsync(Actor actor, CancellationToken cancellationToken) =>
        Rights.Has(actor, Right.ReadSites) ? [.. (await GrainFactory.Replication(Tenant).ListAlarmsAsync(cancellationToken)).Where(alarm => Rights.HasAt(actor, Right.ReadSites, alarm.Site))] : [];

    public async Task<ImmutableArray<AgentSample>> ListSamplesAsync(SiteId site, AgentId agent, int hours, Actor actor, CancellationToken cancellationToken) =>
        Rights.HasAt(actor, Right.ReadSites, site) ? await GrainFactory.Replication(Tenant).HistoryAsync(site, agent, hours, cancellationToken) : [];

    public async Task<ResultPage<ParkedEvent>> ListParkedEventsAsync(SiteId? site, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Rights.MayAdminister(actor) ? await GrainFactory.ParkedEvents(Tenant).ListAsync(site, page, cancellationToken) : new([], "");

    public async Task<ResultPage<DeviceLogEntry>> ListDeviceLogAsync(DeviceLogFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.Has(actor, Right.ReadDevices) && !Rights.Has(actor, Right.ReadReports))
        {
            return new([], "");
        }

        var found = await deviceLog.ListAsync(Tenant, Narrowing.DeviceLog(filter, actor), QueryGrain.Bounded(page), cancellationToken);
        return found with { Items = await new LoggedPeople(GrainFactory, Tenant, actor).ForReaderAsync(found.Items, cancellationToken) };
    }

    private static Task<ResultPage<T>> None<T>() => Task.FromResult(new ResultPage<T>([], ""));
}
