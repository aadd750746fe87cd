using Dapper;
using Npgsql;
using Platen.Store.Connections;

namespace Platen.Store.Feed;

/// <summary>Removes what is older than the feed is kept, oldest first, and raises the floor with it, so that a reader from before is told to take a snapshot.</summary>
internal sealed class FeedRetention(StoreDatabase database)
{
    public const int RowsPerPass = 10_000;

    private const string Sql = """
        WITH head AS (SELECT tenant FROM platen.tenant_heads WHERE tenant = @Tenant FOR UPDATE),
        old AS (
            SELECT max(cursor) AS cursor FROM (
                SELECT f.cursor, f.at FROM head JOIN platen.change_feed f ON f.tenant = head.tenant ORDER BY f.cursor LIMIT @Rows) first
            WHERE at < @Before),
        gone AS (DELETE FROM platen.change_feed USING old WHERE tenant = @Tenant AND change_feed.cursor <= old.cursor RETURNING 1),
        raised AS (UPDATE platen.tenant_heads SET feed_floor = GREATEST(feed_floor, old.cursor) FROM old WHERE tenant = @Tenant AND old.cursor IS NOT NULL)
        SELECT count(*) FROM gone
        """;

    /// <summary>One pass over every tenant; says how many rows were removed.</summary>
    public Task<long> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.RunAsync(database.Writer, c => SweepAsync(c, before, cancellationToken), cancellationToken);

    private static async Task<long> SweepAsync(NpgsqlConnection connection, DateTimeOffset before, CancellationToken cancellationToken)
    {
        long removed = 0;
        foreach (var tenant in await connection.QueryAsync<string>(new CommandDefinition("SELECT tenant FROM platen.tenant_heads ORDER BY tenant", cancellationToken: cancellationToken)))
        {
            removed += await connection.ExecuteScalarAsync<long>(
                new CommandDefinition(Sql, new { Tenant = tenant, Rows = RowsPerPass, Before = before.UtcDateTime }, cancellationToken: cancellationToken));
        }

        return removed;
    }
}
