using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Queries;

/// <summary>
/// Lists and reports of a tenant: <see cref="IRecordQueries"/> one to one, unguarded: for the server itself, and for gateways of the version before,
/// which narrowed what they asked for; edges ask <see cref="IListsGrain"/>. Stateless. Key: <see cref="GrainKeys.Tenant"/>.
/// </summary>
[Alias("platen.queries.query-grain")]
public interface IQueryGrain : IGrainWithStringKey
{
    /// <summary>Jobs, newest first.</summary>
    [Alias("list-jobs")]
    [AnySilo]
    Task<ResultPage<Job>> ListJobsAsync(JobFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Users by login name.</summary>
    [Alias("list-users")]
    [AnySilo]
    Task<ResultPage<User>> ListUsersAsync(string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Directories by id, without their passwords.</summary>
    [Alias("list-directories")]
    [AnySilo]
    Task<ResultPage<UserDirectory>> ListDirectoriesAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Runs of a directory's synchronisation, newest first.</summary>
    [Alias("list-directory-runs")]
    [AnySilo]
    Task<ResultPage<DirectoryRun>> ListDirectoryRunsAsync(DirectoryId directory, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Groups by name.</summary>
    [Alias("list-groups")]
    [AnySilo]
    Task<ResultPage<Group>> ListGroupsAsync(string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The members of a group by login name.</summary>
    [Alias("list-members")]
    [AnySilo]
    Task<ResultPage<User>> ListMembersAsync(GroupId group, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Devices by id.</summary>
    [Alias("list-devices")]
    [AnySilo]
    Task<ResultPage<Device>> ListDevicesAsync(SiteId? site, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Devices of some sites, by id.</summary>
    [Alias("list-devices-of")]
    [AnySilo]
    Task<ResultPage<Device>> ListDevicesOfAsync(ImmutableArray<SiteId> sites, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Queues by id.</summary>
    [Alias("list-queues")]
    [AnySilo]
    Task<ResultPage<Queue>> ListQueuesAsync(string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Sites by id.</summary>
    [Alias("list-sites")]
    [AnySilo]
    Task<ResultPage<Site>> ListSitesAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Agents by site and id.</summary>
    [Alias("list-agents")]
    [AnySilo]
    Task<ResultPage<SiteAgent>> ListAgentsAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Ledger entries, newest first.</summary>
    [Alias("list-ledger")]
    [AnySilo]
    Task<ResultPage<LedgerEntry>> ListLedgerAsync(LedgerFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Audit entries, newest first.</summary>
    [Alias("list-audit")]
    [AnySilo]
    Task<ResultPage<ChainedAuditEntry>> ListAuditAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Recomputes every audit chain of the tenant and names each fault (I7); at most 100 faults.</summary>
    [Alias("verify-audit")]
    [AnySilo]
    Task<ImmutableArray<AuditBreak>> VerifyAuditAsync(CancellationToken cancellationToken);

    /// <summary>Counts for the console's first page, as of now.</summary>
    [Alias("overview")]
    [AnySilo]
    Task<Overview> OverviewAsync(CancellationToken cancellationToken);
}
