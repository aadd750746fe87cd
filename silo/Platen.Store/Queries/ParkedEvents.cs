using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;
using Platen.Store.Keys;

namespace Platen.Store.Queries;

/// <summary>The parked events in PostgreSQL.</summary>
internal sealed class ParkedEvents(StoreDatabase database, RawEventSeal seal) : IParkedEvents
{
    public async Task<ParkedEvent?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var body = await database.ReadAsync(
            c => c.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
                "SELECT body::text FROM platen.parked_events WHERE tenant = @Tenant AND id = @Id", new { Tenant = tenant.Value, Id = PageKey.Id(id) }, cancellationToken: cancellationToken)),
            cancellationToken);
        return body is null ? null : seal.Open(StoreJson.Read<ParkedEvent>(body));
    }

    public Task<ResultPage<ParkedEvent>> ListAsync(TenantId tenant, SiteId? site, PageRequest page, CancellationToken cancellationToken)
    {
        var where = new Where().And("tenant = @Tenant", "Tenant", tenant.Value).AndIf("site = @Site", "Site", site?.Value);
        if (page.After.Length > 0)
        {
            var key = PageKey.Split(page.After, 4);
            where.And("(site, agent, sequence, id) > (@AfterSite, @AfterAgent, @AfterSequence, @AfterId)", "AfterSite", key[0]);
            where.Parameters.Add("AfterAgent", key[1]);
            where.Parameters.Add("AfterSequence", PageKey.Number(key[2]));
            where.Parameters.Add("AfterId", PageKey.Id(key[3]));
        }

        return PageReader.ReadAsync<string, ParkedEvent>(
            database,
            $"SELECT (body - 'raw')::text FROM platen.parked_events WHERE {where.Sql} ORDER BY site, agent, sequence, id LIMIT @Limit",
            where.Parameters,
            PageKey.Limit(page.Limit),
            StoreJson.Read<ParkedEvent>,
            row => PageKey.Of(row.Site, row.Agent, row.Sequence, row.Id),
            cancellationToken);
    }

    public async Task<ImmutableSortedDictionary<string, long>> CountAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            c => c.QueryAsync<(string Site, long Count)>(new CommandDefinition(
                "SELECT site, count(*) FROM platen.parked_events WHERE tenant = @Tenant GROUP BY site", new { Tenant = tenant.Value }, cancellationToken: cancellationToken)),
            cancellationToken);
        return rows.ToImmutableSortedDictionary(row => row.Site, row => row.Count, StringComparer.Ordinal);
    }
}
