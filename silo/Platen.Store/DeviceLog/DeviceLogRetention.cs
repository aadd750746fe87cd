using Dapper;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.DeviceLog;

/// <summary>Removes what is older than its tenant keeps it (PV09), in pieces: counter readings by one limit, all else by another.</summary>
internal sealed class DeviceLogRetention(StoreDatabase database)
{
    private const int RowsPerPiece = 10_000;

    /// <summary>Pieces of one tenant and kind a sweep; what is left waits for the next one.</summary>
    private const int PiecesMax = 20;

    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tenants = await database.RunAsync(
            database.Writer, c => c.QueryAsync<string>(new CommandDefinition("SELECT body::text FROM platen.tenants", cancellationToken: cancellationToken)), cancellationToken);
        foreach (var tenant in tenants.Select(StoreJson.Read<Tenant>))
        {
            await RemoveAsync(tenant, "kind = 1", now - tenant.DeviceLog.KeepReadings, cancellationToken);
            await RemoveAsync(tenant, "kind <> 1", now - tenant.DeviceLog.KeepLog, cancellationToken);
        }
    }

    private async Task RemoveAsync(Tenant tenant, string kinds, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var sql = $"""
            DELETE FROM platen.device_log WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM platen.device_log WHERE tenant = @Tenant AND {kinds} AND at < @Before ORDER BY at LIMIT @Rows))
            """;
        var keys = new { Tenant = tenant.Id.Value, Before = before.UtcDateTime, Rows = RowsPerPiece };
        for (var piece = 0; piece < PiecesMax; piece++)
        {
            if (await database.RunAsync(database.Writer, c => c.ExecuteAsync(new CommandDefinition(sql, keys, cancellationToken: cancellationToken)), cancellationToken) < RowsPerPiece)
            {
                return;
            }
        }
    }
}
