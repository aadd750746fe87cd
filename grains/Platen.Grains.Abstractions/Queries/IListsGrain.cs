using System.Collections.Immutable;
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
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Queries;

/// <summary>
/// Lists and reports of a tenant for whoever asks: each is narrowed to what the actor may see, whatever was asked for (AZ02); who may see nothing of it gets none of it. Edges use this one;
/// <see cref="IQueryGrain"/> is the server's own, and what gateways of the version before still call. Stateless. Key: <see cref="GrainKeys.Tenant"/>.
/// </summary>
[Alias("platen.queries.lists-grain")]
public interface IListsGrain : IGrainWithStringKey
{
    /// <summary>Jobs, newest first; see <see cref="Narrowing.Jobs"/>. An agent asks for those of a user whom it names.</summary>
    [Alias("list-jobs")]
    [AnySilo]
    Task<ResultPage<Job>> ListJobsAsync(JobFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Users by login name.</summary>
    [Alias("list-users")]
    [AnySilo]
    Task<ResultPage<User>> ListUsersAsync(string search, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>The users who registered and wait for an administrator (AU01), the longest waiting first; for who may change all users.</summary>
    [Alias("list-waiting-users")]
    [AnySilo]
    Task<ResultPage<User>> ListWaitingUsersAsync(PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Groups by name.</summary>
    [Alias("list-groups")]
    [AnySilo]
    Task<ResultPage<Group>> ListGroupsAsync(string search, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>The members of a group by login name.</summary>
    [Alias("list-members")]
    [AnySilo]
    Task<ResultPage<User>> ListMembersAsync(GroupId group, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Devices by id, of one site or all, that the actor sees by one of <see cref="Narrowing.DeviceReasons"/>; by <see cref="Right.OwnJobs"/> those of one site only.</summary>
    [Alias("list-devices")]
    [AnySilo]
    Task<ResultPage<Device>> ListDevicesAsync(SiteId? site, string search, Right by, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Which devices take a licence, by id, and nothing else of them (AZ08).</summary>
    [Alias("list-licences")]
    [AnySilo]
    Task<ResultPage<DeviceLicence>> ListLicencesAsync(PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Queues by id that the actor sees by one of <see cref="Narrowing.QueueReasons"/>.</summary>
    [Alias("list-queues")]
    [AnySilo]
    Task<ResultPage<Queue>> ListQueuesAsync(string search, Right by, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Sites by id that the actor sees by one of <see cref="Narrowing.SiteReasons"/>.</summary>
    [Alias("list-sites")]
    [AnySilo]
    Task<ResultPage<Site>> ListSitesAsync(Right by, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Ledger entries, newest first; see <see cref="Narrowing.Ledger"/>.</summary>
    [Alias("list-ledger")]
    [AnySilo]
    Task<ResultPage<LedgerEntry>> ListLedgerAsync(LedgerFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Audit entries, newest first.</summary>
    [Alias("list-audit")]
    [AnySilo]
    Task<ResultPage<ChainedAuditEntry>> ListAuditAsync(PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Directories by id, without their passwords; for administrators.</summary>
    [Alias("list-directories")]
    [AnySilo]
    Task<ResultPage<UserDirectory>> ListDirectoriesAsync(PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Runs of a directory's synchronisation, newest first; for administrators.</summary>
    [Alias("list-directory-runs")]
    [AnySilo]
    Task<ResultPage<DirectoryRun>> ListDirectoryRunsAsync(DirectoryId directory, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Counts for the console's first page, as of now; null: the actor does not see the whole tenant's reports.</summary>
    [Alias("overview")]
    [AnySilo]
    Task<Overview?> OverviewAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>How the replication of each agent is.</summary>
    [Alias("list-replication")]
    [AnySilo]
    Task<ImmutableArray<AgentReplication>> ListReplicationAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>The alarms about sites that stand, oldest first.</summary>
    [Alias("list-alarms")]
    [AnySilo]
    Task<ImmutableArray<SiteAlarm>> ListAlarmsAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>An agent's samples of the last hours, oldest first.</summary>
    [Alias("list-samples")]
    [AnySilo]
    Task<ImmutableArray<AgentSample>> ListSamplesAsync(SiteId site, AgentId agent, int hours, Actor actor, CancellationToken cancellationToken);

    /// <summary>Events that could not be applied, without their bytes; for administrators.</summary>
    [Alias("list-parked-events")]
    [AnySilo]
    Task<ResultPage<ParkedEvent>> ListParkedEventsAsync(SiteId? site, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Lines of devices' logs, newest first (LG04): counter readings for who may see reports, all else for who may see devices; who somebody was, for who may see that user. See <see cref="Narrowing.DeviceLog"/>.</summary>
    [Alias("list-device-log")]
    [AnySilo]
    Task<ResultPage<DeviceLogEntry>> ListDeviceLogAsync(DeviceLogFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Audit entries of some kinds, newest first (LG04); without a filter as <see cref="ListAuditAsync"/>.</summary>
    [Alias("list-audit-of")]
    [AnySilo]
    Task<ResultPage<ChainedAuditEntry>> ListAuditOfAsync(AuditFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken);
}
