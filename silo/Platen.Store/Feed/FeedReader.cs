using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Feed;

/// <summary>Reads the change feed. Cursors are given out under the tenant's lock, which is held until the commit, so one that is visible has no unseen one before it.</summary>
internal sealed class FeedReader(StoreDatabase database)
{
    public const int LimitMax = 1_000;

    // one statement, so one snapshot: head and rows belong together
    private const string Sql = """
        SELECT h.feed_cursor AS HeadCursor, h.feed_floor AS Floor, f.cursor AS Cursor, f.topic AS Topic, f.key AS Key, f.site AS Site, f.removed AS Removed
        FROM platen.tenant_heads h
        LEFT JOIN LATERAL (
            SELECT * FROM platen.change_feed
            WHERE tenant = h.tenant AND cursor > @After AND (@Site::text IS NULL OR site IS NULL OR site = @Site)
            ORDER BY cursor LIMIT @Limit) f ON true
        WHERE h.tenant = @Tenant
        ORDER BY f.cursor
        """;

    public async Task<FeedPage> ReadAsync(TenantId tenant, SiteId? site, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LimitMax);
        var rows = (await database.ReadAsync(
            c => c.QueryAsync<FeedRow>(new CommandDefinition(
                Sql, new { Tenant = tenant.Value, Site = site?.Value, After = after, Limit = limit }, cancellationToken: cancellationToken)),
            cancellationToken)).AsList();
        var (head, floor) = rows.Count == 0 ? (0, 0) : (rows[0].HeadCursor, rows[0].Floor);

        // ahead of the record: the database was restored from a backup, so what the reader knows may be undone
        if (after < floor || after > head)
        {
            return new FeedPage([], head, TooOld: true);
        }

        ImmutableArray<FeedItem> items = [.. rows.Where(r => r.Cursor is not null).Select(r => r.ToItem())];
        return new FeedPage(items, items.Length == limit ? items[^1].Cursor : head, TooOld: false);
    }

    public Task<long> CursorAsync(TenantId tenant, CancellationToken cancellationToken) =>
        database.ReadAsync(
            c => c.ExecuteScalarAsync<long>(new CommandDefinition(
                "SELECT COALESCE((SELECT feed_cursor FROM platen.tenant_heads WHERE tenant = @Tenant), 0)", new { Tenant = tenant.Value }, cancellationToken: cancellationToken)),
            cancellationToken);
}
