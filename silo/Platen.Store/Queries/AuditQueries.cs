using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Audit;
using Platen.Store.Connections;

namespace Platen.Store.Queries;

/// <summary>Lists of the audit log, newest first, over all chains of a tenant.</summary>
internal static class AuditQueries
{
    public static async Task<ResultPage<ChainedAuditEntry>> ListAsync(StoreDatabase database, TenantId tenant, PageRequest page, CancellationToken cancellationToken)
    {
        var where = new Where().And("tenant = @Tenant", "Tenant", tenant.Value);
        if (page.After.Length > 0)
        {
            var key = PageKey.Split(page.After, 3);
            where.And("(at, position, chain) < (@AfterAt, @AfterPosition, @AfterChain)", "AfterAt", PageKey.Time(key[0])).And("at <= @AfterAt", "AfterPosition", PageKey.Number(key[1]));
            where.Parameters.Add("AfterChain", key[2]);
        }

        return await PageReader.ReadAsync<AuditRow, ChainedAuditEntry>(
            database,
            $"SELECT {AuditRow.Columns} FROM platen.audit_entries WHERE {where.Sql} ORDER BY at DESC, position DESC, chain DESC LIMIT @Limit",
            where.Parameters,
            PageKey.Limit(page.Limit),
            r => r.ToChained(),
            e => PageKey.Of(e.Entry.At, e.Position, e.Chain),
            cancellationToken);
    }

    /// <summary>
    /// The security log: each kind has its place in an index, so that few entries among millions are found; the newest of all kinds are merged.
    /// </summary>
    public static async Task<ResultPage<ChainedAuditEntry>> ListSecurityAsync(StoreDatabase database, TenantId tenant, PageRequest page, CancellationToken cancellationToken)
    {
        var where = new Where().And("tenant = @Tenant", "Tenant", tenant.Value).And("audit_entries.action = kind.action").And("audit_entries.action NOT LIKE 'job.%'");
        where.Parameters.Add("Actions", AuditActions.Security.ToArray());
        if (page.After.Length > 0)
        {
            var key = PageKey.Split(page.After, 3);
            where.And("(at, position, chain) < (@AfterAt, @AfterPosition, @AfterChain)", "AfterAt", PageKey.Time(key[0])).And("at <= @AfterAt", "AfterPosition", PageKey.Number(key[1]));
            where.Parameters.Add("AfterChain", key[2]);
        }

        return await PageReader.ReadAsync<AuditRow, ChainedAuditEntry>(
            database,
            $"""
            SELECT {AuditRow.Columns} FROM (
                SELECT found.* FROM unnest(@Actions) kind(action)
                CROSS JOIN LATERAL (SELECT * FROM platen.audit_entries WHERE {where.Sql} ORDER BY at DESC, position DESC, chain DESC LIMIT @Limit) found) entries
            ORDER BY at DESC, position DESC, chain DESC LIMIT @Limit
            """,
            where.Parameters,
            PageKey.Limit(page.Limit),
            r => r.ToChained(),
            e => PageKey.Of(e.Entry.At, e.Position, e.Chain),
            cancellationToken);
    }
}
