using Dapper;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.OAuth;

/// <summary>Counts of tries in PostgreSQL, so that a second gateway gives no second chance.</summary>
internal sealed class Tries(StoreDatabase database, TimeProvider time) : ITries
{
    private const string CountSql = """
        INSERT INTO platen.tries AS t (tenant, who, since, ends_at, count) VALUES (@Tenant, @Who, @Now, @Ends, 1)
        ON CONFLICT (tenant, who) DO UPDATE SET
            count = CASE WHEN t.ends_at <= @Now THEN 1 ELSE LEAST(t.count, 1000000) + 1 END,
            since = CASE WHEN t.ends_at <= @Now THEN @Now ELSE t.since END,
            ends_at = CASE WHEN t.ends_at <= @Now THEN @Ends ELSE t.ends_at END
        RETURNING count
        """;

    public Task<int> CountAsync(TenantId tenant, string who, TimeSpan window, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var key = new { Tenant = tenant.Value, Who = CleanText.Of(who), Now = now, Ends = now + window };
        return database.RunAsync(database.Reader, c => c.ExecuteScalarAsync<int>(new CommandDefinition(CountSql, key, cancellationToken: cancellationToken)), cancellationToken);
    }

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => database.RunAsync(
        database.Reader, c => c.ExecuteAsync(new CommandDefinition("DELETE FROM platen.tries WHERE ends_at <= @Now", new { Now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken)), cancellationToken);
}
