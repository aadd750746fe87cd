using System.Collections.Immutable;
using System.Data;
using Dapper;
using Npgsql;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Audit;

/// <summary>Recomputes a tenant's audit chains from their rows (I7), streaming, in one snapshot, with memory that does not grow with the log.</summary>
internal sealed class AuditVerifier(StoreDatabase database)
{
    public const int BreaksMax = 100;

    private const string ChainsSql = """
        SELECT COALESCE(h.chain, e.chain) AS Chain, h.position AS Position, h.hash AS Hash
        FROM (SELECT * FROM platen.audit_heads WHERE tenant = @Tenant) h
        FULL JOIN (SELECT DISTINCT chain FROM platen.audit_entries WHERE tenant = @Tenant) e ON e.chain = h.chain
        ORDER BY 1
        """;

    public async Task<ImmutableArray<AuditBreak>> VerifyAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        return await database.ReadAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
                List<AuditBreak> breaks = [];
                foreach (var head in (await connection.QueryAsync<ChainHead>(ChainsSql, new { Tenant = tenant.Value }, transaction)).AsList())
                {
                    breaks.AddRange(await VerifyChainAsync(connection, tenant, head, cancellationToken));
                }

                return breaks.Take(BreaksMax).ToImmutableArray();
            },
            cancellationToken);
    }

    private static async Task<IEnumerable<AuditBreak>> VerifyChainAsync(NpgsqlConnection connection, TenantId tenant, ChainHead head, CancellationToken cancellationToken)
    {
        var check = new AuditChainCheck(tenant, head.Chain);
        var sql = $"SELECT {AuditRow.Columns} FROM platen.audit_entries WHERE tenant = @Tenant AND chain = @Chain ORDER BY position";
        await foreach (var row in connection.QueryUnbufferedAsync<AuditRow>(sql, new { Tenant = tenant.Value, head.Chain }, commandTimeout: 0).WithCancellation(cancellationToken))
        {
            check.Add(row);
        }

        return check.Finish(head.Position, head.Hash);
    }
}
