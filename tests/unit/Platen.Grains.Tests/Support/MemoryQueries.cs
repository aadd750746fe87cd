using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>Lists over the record in memory, paged by key.</summary>
internal sealed class MemoryQueries(MemoryRecords records) : IRecordQueries
{
    public PageRequest? LastPage { get; private set; }

    public Task<ResultPage<Job>> ListJobsAsync(TenantId tenant, JobFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<Job>(), job => job.Id.ToString(), page);

    public Task<ResultPage<User>> ListWaitingUsersAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new ResultPage<User>([.. records.All<User>().Where(user => user.AwaitsApproval)], ""));

    public Task<ResultPage<User>> ListUsersAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<User>(), user => user.LoginName, page);

    public Task<ResultPage<User>> ListUsersOfSourceAsync(TenantId tenant, string source, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<User>().Where(user => user.Source == source), user => user.SourceKey, page);

    public Task<int> CountActiveOfSourceAsync(TenantId tenant, string source, CancellationToken cancellationToken) =>
        Task.FromResult(records.All<User>().Count(user => user.Source == source && user.Active));

    public Task<ResultPage<UserDirectory>> ListDirectoriesAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<UserDirectory>(), directory => directory.Id.Value, page);

    public Task<ResultPage<OAuthClient>> ListOAuthClientsAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<OAuthClient>().Where(client => client.Id.Value.Contains(search, StringComparison.OrdinalIgnoreCase)), client => client.Id.Value, page);

    public Task<ResultPage<DirectoryRun>> ListDirectoryRunsAsync(TenantId tenant, DirectoryId directory, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<DirectoryRun>().Where(run => run.Directory == directory), run => run.Id, page);

    public Task<ResultPage<Group>> ListGroupsAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<Group>(), group => group.Name, page);

    public Task<ResultPage<User>> ListMembersAsync(TenantId tenant, GroupId group, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<User>().Where(user => user.Groups.Contains(group)), user => user.LoginName, page);

    public Task<ResultPage<User>> ListUsersOfGroupsAsync(TenantId tenant, ImmutableArray<GroupId> groups, string search, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<User>().Where(user => user.Groups.Any(groups.Contains)), user => user.LoginName, page);

    public Task<ResultPage<Group>> ListGroupsOfAsync(TenantId tenant, ImmutableArray<GroupId> groups, string search, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<Group>().Where(group => groups.Contains(group.Id)), group => group.Name, page);

    public Task<ResultPage<Device>> ListDevicesAsync(TenantId tenant, SiteId? site, string search, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<Device>().Where(device => site is null || device.Site == site), device => device.Id.Value, page);

    public Task<ResultPage<Device>> ListDevicesOfAsync(TenantId tenant, ImmutableArray<SiteId> sites, string search, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<Device>().Where(device => sites.Contains(device.Site)), device => device.Id.Value, page);

    public Task<ResultPage<Queue>> ListQueuesAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<Queue>(), queue => queue.Id.Value, page);

    public Task<ResultPage<Site>> ListSitesAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<Site>(), site => site.Id.Value, page);

    public Task<ResultPage<Site>> ListSitesOfAsync(TenantId tenant, ImmutableArray<SiteId> sites, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<Site>().Where(site => sites.Contains(site.Id)), site => site.Id.Value, page);

    public Task<ResultPage<SiteAgent>> ListAgentsAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.All<SiteAgent>(), agent => agent.Id.Value, page);

    public Task<ResultPage<LedgerEntry>> ListLedgerAsync(TenantId tenant, LedgerFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        Page(records.Ledger, entry => entry.Id.ToString(), page);

    public async Task<ResultPage<ChainedAuditEntry>> ListSecurityAuditAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        new([.. (await ListAuditAsync(tenant, page, cancellationToken)).Items.Where(row => AuditActions.IsSecurity(row.Entry.Action))], "");

    public Task<ResultPage<ChainedAuditEntry>> ListAuditAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new ResultPage<ChainedAuditEntry>([], ""));

    public Task<ImmutableArray<AuditBreak>> VerifyAuditAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<AuditBreak>>([]);

    public Task<Overview> OverviewAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(new Overview(0, 0, 0, 0, 0, 0, 0, 0));

    private Task<ResultPage<T>> Page<T>(IEnumerable<T> rows, Func<T, string> key, PageRequest page)
    {
        LastPage = page;
        var items = rows.OrderBy(key, StringComparer.Ordinal).Where(row => string.CompareOrdinal(key(row), page.After) > 0).Take(page.Limit + 1).ToImmutableArray();
        return Task.FromResult(items.Length > page.Limit ? new ResultPage<T>(items[..page.Limit], key(items[page.Limit - 1])) : new ResultPage<T>(items, ""));
    }
}
