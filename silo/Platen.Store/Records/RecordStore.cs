using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Mail;
using Platen.Domain.OAuth;
using Platen.Domain.OpenId;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Accounting;
using Platen.Store.Commits;
using Platen.Store.Connections;
using Platen.Store.Feed;
using Platen.Store.Json;
using Platen.Store.Keys;

namespace Platen.Store.Records;

/// <summary>The record in PostgreSQL, for grains.</summary>
internal sealed class RecordStore(StoreDatabase database, CommitCombiner commits, LedgerPartitions partitions, FeedReader feed, RawEventSeal seal, TimeProvider time) : IRecordStore
{
    private const int AgentsPerSiteMax = 100;
    private const int CommandsMax = 1_000;
    private const int KeysMax = 1_000;
    private const int GroupsMax = 10_000;

    // one look into the unique index per key, whatever the statistics say: right after a first synchronisation, "= ANY" reads all users of the tenant each time; the LIMIT keeps the planner from joining
    private const string OfEach = "FROM unnest(@Keys) AS key, LATERAL (SELECT body FROM";

    // What an agent reports names many of these at a time.
    private readonly RowReads<Guid, Job> _jobs = new(database, "platen.jobs");
    private readonly RowReads<Guid, User> _users = new(database, "platen.users");
    private readonly RowReads<string, Device> _devices = new(database, "platen.devices");

    public Task<Job?> FindJobAsync(TenantId tenant, JobId job, CancellationToken cancellationToken) => _jobs.FindAsync(tenant, job.Value, cancellationToken);

    public Task<User?> FindUserAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) => _users.FindAsync(tenant, user.Value, cancellationToken);

    public Task<User?> FindUserByLoginAsync(TenantId tenant, string loginName, CancellationToken cancellationToken) =>
        FindAsync<User>("SELECT body::text FROM platen.users WHERE tenant = @Tenant AND login_key = @Id", tenant, ChangePayload.LoginKey(loginName), cancellationToken);

    public Task<ImmutableArray<User>> FindUsersBySourceAsync(TenantId tenant, string source, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, KeysMax);
        return ListAsync<User>(
            $"SELECT body::text {OfEach} platen.users WHERE tenant = @Tenant AND source = @Source AND source_key = key LIMIT 1) u",
            new { Tenant = tenant.Value, Source = source, Keys = keys.Select(CleanText.Of).ToArray() },
            cancellationToken);
    }

    public Task<ImmutableArray<User>> FindUsersByLoginsAsync(TenantId tenant, IReadOnlyCollection<string> loginNames, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(loginNames.Count, KeysMax);
        return ListAsync<User>(
            $"SELECT body::text {OfEach} platen.users WHERE tenant = @Tenant AND login_key = key LIMIT 1) u",
            new { Tenant = tenant.Value, Keys = loginNames.Select(ChangePayload.LoginKey).ToArray() },
            cancellationToken);
    }

    public Task<UserDirectory?> FindDirectoryAsync(TenantId tenant, DirectoryId directory, CancellationToken cancellationToken) => FindSmallAsync<UserDirectory>(SmallKinds.Directory, tenant, directory.Value, cancellationToken);

    public Task<DirectoryState?> FindDirectoryStateAsync(TenantId tenant, DirectoryId directory, CancellationToken cancellationToken) =>
        FindSmallAsync<DirectoryState>(SmallKinds.DirectoryState, tenant, directory.Value, cancellationToken);

    public Task<DirectoryRun?> FindDirectoryRunAsync(TenantId tenant, string run, CancellationToken cancellationToken) => FindSmallAsync<DirectoryRun>(SmallKinds.DirectoryRun, tenant, CleanText.Of(run), cancellationToken);

    public Task<IdentityProvider?> FindIdentityProviderAsync(TenantId tenant, CancellationToken cancellationToken) => FindSmallAsync<IdentityProvider>(SmallKinds.IdentityProvider, tenant, SmallKinds.Sole, cancellationToken);

    public Task<MailSettings?> FindMailSettingsAsync(TenantId tenant, CancellationToken cancellationToken) => FindSmallAsync<MailSettings>(SmallKinds.MailSettings, tenant, SmallKinds.Sole, cancellationToken);

    public async Task<MailLink?> FindMailLinkAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        await FindAsync<MailLink>("SELECT body::text FROM platen.mail_links WHERE tenant = @Tenant AND id = @Id", tenant, CleanText.Of(id), cancellationToken) is { } link && link.EndsAt > time.GetUtcNow() ? link : null;

    public Task<ImmutableArray<User>> FindUsersByEmailAsync(TenantId tenant, string email, CancellationToken cancellationToken) => ListAsync<User>(
        "SELECT body::text FROM platen.users WHERE tenant = @Tenant AND lower(body ->> 'email') = lower(@Email) AND body ->> 'email' <> '' ORDER BY id LIMIT 10",
        new { Tenant = tenant.Value, Email = CleanText.Of(EmailAddress.Key(email)) },
        cancellationToken);

    public Task<OAuthClient?> FindOAuthClientAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken) => FindSmallAsync<OAuthClient>(SmallKinds.OAuthClient, tenant, client.Value, cancellationToken);

    public Task<Group?> FindGroupAsync(TenantId tenant, GroupId group, CancellationToken cancellationToken) =>
        FindAsync<Group>("SELECT body::text FROM platen.groups WHERE tenant = @Tenant AND id = @Id", tenant, group.Value, cancellationToken);

    public Task<ImmutableArray<Group>> FindGroupsAsync(TenantId tenant, string source, CancellationToken cancellationToken) => ListAsync<Group>(
        "SELECT body::text FROM platen.groups WHERE tenant = @Tenant AND source = @Source ORDER BY group_key LIMIT @Limit",
        new { Tenant = tenant.Value, Source = source, Limit = GroupsMax },
        cancellationToken);

    public Task<bool> HasOtherAdministratorAsync(TenantId tenant, UserId than, CancellationToken cancellationToken) => ExistsAsync(
        $"SELECT EXISTS (SELECT FROM platen.users WHERE tenant = @Tenant AND active AND (body ->> 'role')::int = {(int)UserRole.Administrator} AND id <> @Id)", tenant, than.Value, cancellationToken);

    public Task<bool> HasUserWithRoleAsync(TenantId tenant, RoleId role, CancellationToken cancellationToken) => ExistsAsync(
        "SELECT EXISTS (SELECT FROM platen.users WHERE tenant = @Tenant AND body -> 'grants' @> jsonb_build_array(jsonb_build_object('role', @Id::text)))", tenant, role.Value, cancellationToken);

    public Task<Device?> FindDeviceAsync(TenantId tenant, DeviceId device, CancellationToken cancellationToken) => _devices.FindAsync(tenant, device.Value, cancellationToken);

    public Task<Queue?> FindQueueAsync(TenantId tenant, QueueId queue, CancellationToken cancellationToken) =>
        FindAsync<Queue>("SELECT body::text FROM platen.queues WHERE tenant = @Tenant AND id = @Id", tenant, queue.Value, cancellationToken);

    public Task<Site?> FindSiteAsync(TenantId tenant, SiteId site, CancellationToken cancellationToken) =>
        FindAsync<Site>("SELECT body::text FROM platen.sites WHERE tenant = @Tenant AND id = @Id", tenant, site.Value, cancellationToken);

    public Task<Tenant?> FindTenantAsync(TenantId tenant, CancellationToken cancellationToken) =>
        FindAsync<Tenant>("SELECT body::text FROM platen.tenants WHERE tenant = @Tenant", tenant, "", cancellationToken);

    public async Task<ImmutableArray<SiteAgent>> ListAgentsAsync(TenantId tenant, SiteId site, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            c => c.QueryAsync<AgentRow>(new CommandDefinition(
                $"SELECT {AgentRow.Columns} FROM platen.agents WHERE tenant = @Tenant AND site = @Site ORDER BY id LIMIT {AgentsPerSiteMax}",
                new { Tenant = tenant.Value, Site = site.Value }, cancellationToken: cancellationToken)),
            cancellationToken);
        return [.. rows.Select(r => r.ToAgent())];
    }

    public async Task<SiteAgent?> FindAgentByTokenAsync(string tokenSha256, CancellationToken cancellationToken)
    {
        if (tokenSha256.Length == 0)
        {
            return null;
        }

        var row = await database.ReadAsync(
            c => c.QueryFirstOrDefaultAsync<AgentRow>(new CommandDefinition(
                $"SELECT {AgentRow.Columns} FROM platen.agents WHERE enrolment_token = @Token",
                new { Token = CleanText.Of(tokenSha256) }, cancellationToken: cancellationToken)),
            cancellationToken);
        return row?.ToAgent();
    }

    public async Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        CommitRules.Check(commit);
        if (CommitRules.FindNameClash(commit) is { } clash)
        {
            return clash;
        }

        var payload = CommitPayload.Write(Sealed(commit));
        if (payload.Length > CommitRules.BytesMax)
        {
            throw new ArgumentException($"The commit has {payload.Length} bytes; at most {CommitRules.BytesMax} are taken. Split it.", nameof(commit));
        }

        await partitions.EnsureAsync(commit, cancellationToken);
        return await commits.CommitAsync(payload, CommitKeys.Of(commit), commit.Event is not null || commit.Ledger.Length > 0, cancellationToken);
    }

    public Task<FeedPage> ReadFeedAsync(TenantId tenant, SiteId? site, long afterCursor, int limit, CancellationToken cancellationToken) =>
        feed.ReadAsync(tenant, site, afterCursor, limit, cancellationToken);

    public Task<long> FeedCursorAsync(TenantId tenant, CancellationToken cancellationToken) => feed.CursorAsync(tenant, cancellationToken);

    public Task<ImmutableArray<SiteCommand>> ListOpenCommandsAsync(TenantId tenant, SiteId site, AgentId? agent, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, CommandsMax);
        return ListAsync<SiteCommand>(
            """
            SELECT body::text FROM platen.site_commands
            WHERE tenant = @Tenant AND site = @Site AND answered_at IS NULL AND (@Agent::text IS NULL OR coalesce(body ->> 'agent', @Agent) = @Agent) ORDER BY added_at, id LIMIT @Limit
            """,
            new { Tenant = tenant.Value, Site = site.Value, Agent = agent?.Value, Limit = limit },
            cancellationToken);
    }

    public Task<ImmutableArray<SiteCommand>> ListUnansweredAsync(TenantId tenant, SiteCommandKind kind, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, CommandsMax);
        return ListAsync<SiteCommand>(
            """
            SELECT body::text FROM platen.site_commands
            WHERE tenant = @Tenant AND answered_at IS NULL AND added_at < @Before AND (body ->> 'kind')::int = @Kind ORDER BY added_at, id LIMIT @Limit
            """,
            new { Tenant = tenant.Value, Kind = (int)kind, Before = before.UtcDateTime, Limit = limit },
            cancellationToken);
    }

    private async Task<ImmutableArray<T>> ListAsync<T>(string sql, object parameters, CancellationToken cancellationToken)
    {
        var bodies = await database.ReadAsync(c => c.QueryAsync<string>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
        return [.. bodies.Select(StoreJson.Read<T>)];
    }

    private Commit Sealed(Commit commit) => commit.Changes.Any(change => change is ParkedEventChange)
        ? commit with { Changes = [.. commit.Changes.Select(change => change is ParkedEventChange parked ? parked with { Row = seal.Seal(parked.Row) } : change)] }
        : commit;

    private Task<bool> ExistsAsync(string sql, TenantId tenant, object id, CancellationToken cancellationToken) =>
        database.ReadAsync(c => c.ExecuteScalarAsync<bool>(new CommandDefinition(sql, new { Tenant = tenant.Value, Id = id }, cancellationToken: cancellationToken)), cancellationToken);

    private Task<T?> FindSmallAsync<T>(string kind, TenantId tenant, string id, CancellationToken cancellationToken)
        where T : class => FindAsync<T>($"SELECT body::text FROM platen.small_records WHERE tenant = @Tenant AND kind = '{kind}' AND id = @Id", tenant, id, cancellationToken);

    private async Task<T?> FindAsync<T>(string sql, TenantId tenant, object id, CancellationToken cancellationToken)
        where T : class
    {
        var body = await database.ReadAsync(
            c => c.QueryFirstOrDefaultAsync<string>(new CommandDefinition(sql, new { Tenant = tenant.Value, Id = id }, cancellationToken: cancellationToken)),
            cancellationToken);
        return body is null ? null : StoreJson.Read<T>(body);
    }
}
