using System.Collections.Immutable;
using Dapper;
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
using Platen.Store.Audit;
using Platen.Store.Commits;
using Platen.Store.Connections;
using Platen.Store.Json;
using Platen.Store.Records;

namespace Platen.Store.Queries;

/// <summary>Lists and searches, for the query grains.</summary>
internal sealed class RecordQueries(StoreDatabase database, AuditVerifier verifier) : IRecordQueries
{
    public Task<ResultPage<Job>> ListJobsAsync(TenantId tenant, JobFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        JobQueries.ListAsync(database, tenant, filter, page, cancellationToken);

    public Task<ResultPage<User>> ListUsersAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken) =>
        ListUsersAsync(Of(tenant), search, page, cancellationToken);

    public Task<ResultPage<User>> ListUsersOfGroupsAsync(TenantId tenant, ImmutableArray<GroupId> groups, string search, PageRequest page, CancellationToken cancellationToken) =>
        ListUsersAsync(Of(tenant).And("body -> 'groups' ?| @Groups", "Groups", groups.Select(group => group.ToString()).ToArray()), search, page, cancellationToken);

    private Task<ResultPage<User>> ListUsersAsync(Where where, string search, PageRequest page, CancellationToken cancellationToken)
    {
        where.AndContains(search, "(body ->> 'loginName')", "(body ->> 'displayName')", "(body ->> 'email')");
        return PageReader.ReadBodiesAsync<User>(
            database, "platen.users", After(where, "login_key", page), "login_key", page, u => ChangePayload.LoginKey(u.LoginName), cancellationToken);
    }

    // the ids begin with the time
    public Task<ResultPage<User>> ListWaitingUsersAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken)
    {
        var where = Of(tenant).And("body ->> 'awaitsApproval' = 'true'");
        if (page.After.Length > 0)
        {
            where.And("id > @After", "After", PageKey.Id(page.After));
        }

        return PageReader.ReadBodiesAsync<User>(database, "platen.users", where, "id", page, u => u.Id.ToString(), cancellationToken);
    }

    public Task<ResultPage<User>> ListUsersOfSourceAsync(TenantId tenant, string source, PageRequest page, CancellationToken cancellationToken) => PageReader.ReadBodiesAsync<User>(
        database, "platen.users", After(Of(tenant).And("source = @Source", "Source", source), "source_key", page), "source_key", page, u => u.SourceKey, cancellationToken);

    public Task<int> CountActiveOfSourceAsync(TenantId tenant, string source, CancellationToken cancellationToken) => database.ReadAsync(
        c => c.ExecuteScalarAsync<int>(new CommandDefinition("SELECT count(*) FROM platen.users WHERE tenant = @Tenant AND source = @Source AND active", new { Tenant = tenant.Value, Source = source }, cancellationToken: cancellationToken)),
        cancellationToken);

    public Task<ResultPage<UserDirectory>> ListDirectoriesAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        PageReader.ReadBodiesAsync<UserDirectory>(database, "platen.small_records", After(Small(tenant, SmallKinds.Directory), "id", page), "id", page, d => d.Id.Value, cancellationToken);

    public Task<ResultPage<OAuthClient>> ListOAuthClientsAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken)
    {
        var where = Small(tenant, SmallKinds.OAuthClient).AndContains(search, "id", "(body ->> 'name')");
        return PageReader.ReadBodiesAsync<OAuthClient>(database, "platen.small_records", After(where, "id", page), "id", page, c => c.Id.Value, cancellationToken);
    }

    public Task<ResultPage<DirectoryRun>> ListDirectoryRunsAsync(TenantId tenant, DirectoryId directory, PageRequest page, CancellationToken cancellationToken)
    {
        var where = Small(tenant, SmallKinds.DirectoryRun).And("body ->> 'directory' = @Directory", "Directory", directory.Value);
        where = page.After.Length == 0 ? where : where.And("id < @After", "After", CleanText.Of(page.After));
        return PageReader.ReadBodiesAsync<DirectoryRun>(database, "platen.small_records", where, "id DESC", page, r => r.Id, cancellationToken);
    }

    public Task<ResultPage<Group>> ListGroupsAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken) =>
        ListGroupsAsync(Of(tenant), search, page, cancellationToken);

    public Task<ResultPage<Group>> ListGroupsOfAsync(TenantId tenant, ImmutableArray<GroupId> groups, string search, PageRequest page, CancellationToken cancellationToken) =>
        ListGroupsAsync(Of(tenant).And("id = ANY (@Groups)", "Groups", groups.Select(group => group.Value).ToArray()), search, page, cancellationToken);

    private async Task<ResultPage<Group>> ListGroupsAsync(Where where, string search, PageRequest page, CancellationToken cancellationToken)
    {
        where.AndContains(search, "(body ->> 'name')", "(body ->> 'description')");
        if (page.After.Length > 0)
        {
            var key = PageKey.Split(page.After, 2);
            where.And("(upper(body ->> 'name'), id) > (upper(@AfterName), @AfterId)", "AfterId", PageKey.Id(key[0])).Parameters.Add("AfterName", CleanText.Of(key[1]));
        }

        return await PageReader.ReadBodiesAsync<Group>(database, "platen.groups", where, "upper(body ->> 'name'), id", page, g => PageKey.Of(g.Id, g.Name), cancellationToken);
    }

    public Task<ResultPage<User>> ListMembersAsync(TenantId tenant, GroupId group, PageRequest page, CancellationToken cancellationToken)
    {
        var where = Of(tenant).And("body -> 'groups' @> to_jsonb(@Group)", "Group", group.ToString());
        return PageReader.ReadBodiesAsync<User>(
            database, "platen.users", After(where, "login_key", page), "login_key", page, u => ChangePayload.LoginKey(u.LoginName), cancellationToken);
    }

    public Task<ResultPage<Device>> ListDevicesAsync(TenantId tenant, SiteId? site, string search, PageRequest page, CancellationToken cancellationToken) =>
        ListDevicesAsync(Of(tenant).AndIf("site = @Site", "Site", site?.Value), search, page, cancellationToken);

    public Task<ResultPage<Device>> ListDevicesOfAsync(TenantId tenant, ImmutableArray<SiteId> sites, string search, PageRequest page, CancellationToken cancellationToken) =>
        ListDevicesAsync(Of(tenant).And("site = ANY (@Sites)", "Sites", sites.Select(site => site.Value).ToArray()), search, page, cancellationToken);

    private Task<ResultPage<Device>> ListDevicesAsync(Where where, string search, PageRequest page, CancellationToken cancellationToken)
    {
        where.AndContains(search, "id", "(body ->> 'name')", "(body ->> 'location')", "(body ->> 'host')");
        return PageReader.ReadBodiesAsync<Device>(database, "platen.devices", After(where, "id", page), "id", page, d => d.Id.Value, cancellationToken);
    }

    public Task<ResultPage<Queue>> ListQueuesAsync(TenantId tenant, string search, PageRequest page, CancellationToken cancellationToken)
    {
        var where = Of(tenant).AndContains(search, "id", "(body ->> 'name')");
        return PageReader.ReadBodiesAsync<Queue>(database, "platen.queues", After(where, "id", page), "id", page, q => q.Id.Value, cancellationToken);
    }

    public Task<ResultPage<Site>> ListSitesAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        PageReader.ReadBodiesAsync<Site>(database, "platen.sites", After(Of(tenant), "id", page), "id", page, s => s.Id.Value, cancellationToken);

    public Task<ResultPage<Site>> ListSitesOfAsync(TenantId tenant, ImmutableArray<SiteId> sites, PageRequest page, CancellationToken cancellationToken) =>
        PageReader.ReadBodiesAsync<Site>(database, "platen.sites", After(Of(tenant).And("id = ANY (@Sites)", "Sites", sites.Select(site => site.Value).ToArray()), "id", page), "id", page, s => s.Id.Value, cancellationToken);

    public async Task<ResultPage<SiteAgent>> ListAgentsAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken)
    {
        var where = Of(tenant);
        if (page.After.Length > 0)
        {
            var key = PageKey.Split(page.After, 2);
            where.And("(site, id) > (@AfterSite, @AfterId)", "AfterSite", key[0]).Parameters.Add("AfterId", key[1]);
        }

        return await PageReader.ReadAsync<AgentRow, SiteAgent>(
            database,
            $"SELECT {AgentRow.Columns} FROM platen.agents WHERE {where.Sql} ORDER BY site, id LIMIT @Limit",
            where.Parameters,
            PageKey.Limit(page.Limit),
            r => r.ToAgent(),
            a => PageKey.Of(a.Site, a.Id),
            cancellationToken);
    }

    public Task<ResultPage<LedgerEntry>> ListLedgerAsync(TenantId tenant, LedgerFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        LedgerQueries.ListAsync(database, tenant, filter, page, cancellationToken);

    public Task<ResultPage<ChainedAuditEntry>> ListSecurityAuditAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        AuditQueries.ListSecurityAsync(database, tenant, page, cancellationToken);

    public Task<ResultPage<ChainedAuditEntry>> ListAuditAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        AuditQueries.ListAsync(database, tenant, page, cancellationToken);

    public async Task<ImmutableArray<AuditBreak>> VerifyAuditAsync(TenantId tenant, CancellationToken cancellationToken) => (await verifier.VerifyAsync(tenant, [], progress: null, cancellationToken)).Breaks;

    public Task<Overview> OverviewAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken) =>
        OverviewQuery.ReadAsync(database, tenant, now, cancellationToken);

    private static Where Of(TenantId tenant) => new Where().And("tenant = @Tenant", "Tenant", tenant.Value);

    private static Where Small(TenantId tenant, string kind) => Of(tenant).And("kind = @Kind", "Kind", kind);

    private static Where After(Where where, string column, PageRequest page) =>
        page.After.Length == 0 ? where : where.And($"{column} > @After", "After", CleanText.Of(page.After));
}
