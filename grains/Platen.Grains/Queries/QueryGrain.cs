using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queries;

namespace Platen.Grains.Queries;

/// <inheritdoc cref="IQueryGrain"/>
[StatelessWorker]
internal sealed class QueryGrain(IRecordQueries queries, TimeProvider time) : Grain, IQueryGrain
{
    /// <summary>The most rows of a page.</summary>
    private const int RowsMax = 500;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public Task<ResultPage<Job>> ListJobsAsync(JobFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListJobsAsync(Tenant, filter, Bounded(page), cancellationToken);

    public Task<ResultPage<User>> ListUsersAsync(string search, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListUsersAsync(Tenant, search, Bounded(page), cancellationToken);

    public async Task<ResultPage<UserDirectory>> ListDirectoriesAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var found = await queries.ListDirectoriesAsync(Tenant, Bounded(page), cancellationToken);
        return found with { Items = [.. found.Items.Select(directory => directory with { SealedPassword = [] })] };
    }

    public Task<ResultPage<DirectoryRun>> ListDirectoryRunsAsync(DirectoryId directory, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListDirectoryRunsAsync(Tenant, directory, Bounded(page), cancellationToken);

    public Task<ResultPage<Group>> ListGroupsAsync(string search, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListGroupsAsync(Tenant, search, Bounded(page), cancellationToken);

    public Task<ResultPage<User>> ListMembersAsync(GroupId group, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListMembersAsync(Tenant, group, Bounded(page), cancellationToken);

    public Task<ResultPage<Device>> ListDevicesAsync(SiteId? site, string search, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListDevicesAsync(Tenant, site, search, Bounded(page), cancellationToken);

    public Task<ResultPage<Device>> ListDevicesOfAsync(ImmutableArray<SiteId> sites, string search, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListDevicesOfAsync(Tenant, sites, search, Bounded(page), cancellationToken);

    public Task<ResultPage<Queue>> ListQueuesAsync(string search, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListQueuesAsync(Tenant, search, Bounded(page), cancellationToken);

    public Task<ResultPage<Site>> ListSitesAsync(PageRequest page, CancellationToken cancellationToken) =>
        queries.ListSitesAsync(Tenant, Bounded(page), cancellationToken);

    public Task<ResultPage<SiteAgent>> ListAgentsAsync(PageRequest page, CancellationToken cancellationToken) =>
        queries.ListAgentsAsync(Tenant, Bounded(page), cancellationToken);

    public Task<ResultPage<LedgerEntry>> ListLedgerAsync(LedgerFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        queries.ListLedgerAsync(Tenant, filter, Bounded(page), cancellationToken);

    public Task<ResultPage<ChainedAuditEntry>> ListAuditAsync(PageRequest page, CancellationToken cancellationToken) =>
        queries.ListAuditAsync(Tenant, Bounded(page), cancellationToken);

    public Task<ImmutableArray<AuditBreak>> VerifyAuditAsync(CancellationToken cancellationToken) => queries.VerifyAuditAsync(Tenant, cancellationToken);

    public Task<Overview> OverviewAsync(CancellationToken cancellationToken) => queries.OverviewAsync(Tenant, time.GetUtcNow(), cancellationToken);

    internal static PageRequest Bounded(PageRequest page) => page with { Limit = Math.Clamp(page.Limit, 1, RowsMax) };
}
