using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.Queries;

/// <summary>How the replication is, in PostgreSQL.</summary>
internal sealed class ReplicationQueries(StoreDatabase database) : IReplicationQueries
{
    private const int BehindMax = 1_000;
    private const int SamplesMax = 5_000;
    private const int AlarmsMax = 10_000;

    // users, queues, devices and policies: what agents replicate, as the index change_feed_replicated has it
    private const string BehindSql = """
        SELECT count(*)::integer AS Count, min(at) AS Oldest FROM (
            SELECT at FROM platen.change_feed
            WHERE tenant = @Tenant AND cursor > @After AND topic IN (1, 2, 3, 4) AND (site IS NULL OR site = @Site)
            ORDER BY cursor LIMIT @Limit) behind
        """;

    private const string LastSamplesSql = """
        SELECT s.body::text FROM platen.agents a
        CROSS JOIN LATERAL (
            SELECT body FROM platen.agent_samples WHERE tenant = a.tenant AND site = a.site AND agent = a.id ORDER BY at DESC LIMIT 1) s
        WHERE a.tenant = @Tenant
        """;

    public async Task<(int Count, DateTimeOffset? Oldest)> BehindAsync(TenantId tenant, SiteId site, long afterCursor, CancellationToken cancellationToken)
    {
        var (count, oldest) = await database.ReadAsync(
            c => c.QuerySingleAsync<(int Count, DateTime? Oldest)>(new CommandDefinition(
                BehindSql, new { Tenant = tenant.Value, Site = site.Value, After = afterCursor, Limit = BehindMax }, cancellationToken: cancellationToken)),
            cancellationToken);
        return (count, oldest is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null);
    }

    public Task<ImmutableArray<AgentSample>> ListSamplesAsync(TenantId tenant, SiteId site, AgentId agent, DateTimeOffset since, CancellationToken cancellationToken) => ReadAsync<AgentSample>(
        "SELECT body::text FROM platen.agent_samples WHERE tenant = @Tenant AND site = @Site AND agent = @Agent AND at >= @Since ORDER BY at LIMIT @Limit",
        new { Tenant = tenant.Value, Site = site.Value, Agent = agent.Value, Since = since.UtcDateTime, Limit = SamplesMax },
        cancellationToken);

    public Task<ImmutableArray<AgentSample>> ListLastSamplesAsync(TenantId tenant, CancellationToken cancellationToken) =>
        ReadAsync<AgentSample>(LastSamplesSql, new { Tenant = tenant.Value }, cancellationToken);

    public Task<ImmutableArray<SiteAlarm>> ListAlarmsAsync(TenantId tenant, CancellationToken cancellationToken) => ReadAsync<SiteAlarm>(
        "SELECT body::text FROM platen.site_alarms WHERE tenant = @Tenant ORDER BY body ->> 'raisedAt', id LIMIT @Limit", new { Tenant = tenant.Value, Limit = AlarmsMax }, cancellationToken);

    private async Task<ImmutableArray<T>> ReadAsync<T>(string sql, object parameters, CancellationToken cancellationToken) =>
        [.. (await database.ReadAsync(c => c.QueryAsync<string>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken)).Select(StoreJson.Read<T>)];
}
