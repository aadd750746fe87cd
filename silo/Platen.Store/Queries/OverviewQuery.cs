using Dapper;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Queries;

/// <summary>The counts of the console's first page.</summary>
internal static class OverviewQuery
{
    private const string Sql = """
        SELECT
            (SELECT count(*) FROM platen.jobs WHERE tenant = @Tenant AND state = 4) AS JobsHeld,
            (SELECT count(*) FROM platen.jobs WHERE tenant = @Tenant AND state = 4 AND owner IS NULL) AS JobsUnclaimed,
            p.jobs AS JobsPrintedToday,
            p.impressions AS ImpressionsToday,
            (SELECT count(*) FROM platen.users WHERE tenant = @Tenant AND active) AS Users,
            (SELECT count(*) FROM platen.devices WHERE tenant = @Tenant AND enabled) AS Devices,
            (SELECT count(*) FROM platen.devices WHERE tenant = @Tenant AND enabled AND printer_state IN (0, 5)) AS DevicesStopped,
            (SELECT count(*) FROM platen.agents WHERE tenant = @Tenant AND body ->> 'certificateSerial' <> '' AND body -> 'revoked' = 'false') AS Agents
        FROM (
            SELECT count(*) AS jobs, COALESCE(sum(impressions), 0)::bigint AS impressions
            FROM platen.ledger WHERE tenant = @Tenant AND at >= @Midnight AND at < @Tomorrow) p
        """;

    public static Task<Overview> ReadAsync(StoreDatabase database, TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var midnight = DateTime.SpecifyKind(now.UtcDateTime.Date, DateTimeKind.Utc);
        return database.ReadAsync(
            c => c.QuerySingleAsync<Overview>(new CommandDefinition(
                Sql, new { Tenant = tenant.Value, Midnight = midnight, Tomorrow = midnight.AddDays(1) }, cancellationToken: cancellationToken)),
            cancellationToken);
    }
}
