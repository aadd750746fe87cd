using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.OAuth;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Lists and searches over the record, by keyset paging: a page is asked for with the last page's <see cref="ResultPage{T}.Next"/>. Every page has a limit, 500 at most.</summary>
public interface IRecordQueries
{
    /// <summary>Jobs, newest first.</summary>
    Task<ResultPage<Job>> ListJobsAsync(TenantId tenant, JobFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Users by login name.</summary>
    Task<ResultPage<User>> ListUsersAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The users who registered and wait for an administrator (AU01), the longest waiting first.</summary>
    Task<ResultPage<User>> ListWaitingUsersAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The users of a source, by their keys there.</summary>
    Task<ResultPage<User>> ListUsersOfSourceAsync(TenantId tenant, string source, PageRequest page, CancellationToken cancellationToken);

    /// <summary>How many active users a source has.</summary>
    Task<int> CountActiveOfSourceAsync(TenantId tenant, string source, CancellationToken cancellationToken);

    /// <summary>Directories by id.</summary>
    Task<ResultPage<UserDirectory>> ListDirectoriesAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken);

    /// <summary>OAuth clients by id, those that are shut out too.</summary>
    Task<ResultPage<OAuthClient>> ListOAuthClientsAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Runs of a directory's synchronisation, newest first.</summary>
    Task<ResultPage<DirectoryRun>> ListDirectoryRunsAsync(TenantId tenant, DirectoryId directory, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Groups by name.</summary>
    Task<ResultPage<Group>> ListGroupsAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The members of a group by login name.</summary>
    Task<ResultPage<User>> ListMembersAsync(TenantId tenant, GroupId group, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Users who are in one of these groups, by login name.</summary>
    Task<ResultPage<User>> ListUsersOfGroupsAsync(TenantId tenant, ImmutableArray<GroupId> groups, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Some groups by name.</summary>
    Task<ResultPage<Group>> ListGroupsOfAsync(TenantId tenant, ImmutableArray<GroupId> groups, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Devices by id.</summary>
    Task<ResultPage<Device>> ListDevicesAsync(TenantId tenant, SiteId? site, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Devices of some sites, by id.</summary>
    Task<ResultPage<Device>> ListDevicesOfAsync(TenantId tenant, ImmutableArray<SiteId> sites, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Queues by id.</summary>
    Task<ResultPage<Queue>> ListQueuesAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Sites by id.</summary>
    Task<ResultPage<Site>> ListSitesAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Some sites by id.</summary>
    Task<ResultPage<Site>> ListSitesOfAsync(TenantId tenant, ImmutableArray<SiteId> sites, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Agents by site and id.</summary>
    Task<ResultPage<SiteAgent>> ListAgentsAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Ledger entries, newest first.</summary>
    Task<ResultPage<LedgerEntry>> ListLedgerAsync(TenantId tenant, LedgerFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Audit entries, newest first.</summary>
    Task<ResultPage<ChainedAuditEntry>> ListAuditAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Audit entries of the security log (<see cref="AuditActions"/>), newest first.</summary>
    Task<ResultPage<ChainedAuditEntry>> ListSecurityAuditAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Recomputes every audit chain of the tenant and names each fault (I7); at most 100 faults.</summary>
    Task<ImmutableArray<AuditBreak>> VerifyAuditAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Counts for the console's first page.</summary>
    Task<Overview> OverviewAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken);
}
