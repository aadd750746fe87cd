using Dapper;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Audit;

/// <summary>Reads a chain in pieces, each in a short transaction of its own: memory is bounded, writers wait for nothing, and no snapshot stays open for hours. Entries that are there do not change, so pieces of different moments fit.</summary>
internal sealed class AuditChainReader(StoreDatabase database, AuditCheckpoints checkpoints)
{
    /// <summary>Rows that are read at once.</summary>
    public const int RowsPerRead = 2_000;

    private const string HeadsSql = """
        SELECT n.chain AS Chain, h.position AS Position, h.hash AS Hash,
            COALESCE((SELECT e.position FROM platen.audit_entries e WHERE e.tenant = @Tenant AND e.chain = n.chain ORDER BY e.position DESC LIMIT 1), 0) AS Last
        FROM (
            SELECT chain FROM platen.audit_heads WHERE tenant = @Tenant
            UNION SELECT chain FROM platen.audit_checkpoints WHERE tenant = @Tenant
            UNION SELECT chain FROM (
                WITH RECURSIVE names AS (
                    (SELECT chain FROM platen.audit_entries WHERE tenant = @Tenant ORDER BY chain LIMIT 1)
                    UNION ALL
                    SELECT (SELECT e.chain FROM platen.audit_entries e WHERE e.tenant = @Tenant AND e.chain > names.chain ORDER BY e.chain LIMIT 1) FROM names WHERE names.chain IS NOT NULL)
                SELECT chain FROM names WHERE chain IS NOT NULL) written) n
        LEFT JOIN platen.audit_heads h ON h.tenant = @Tenant AND h.chain = n.chain
        ORDER BY 1
        """;

    private const string RowsSql = $"""
        SELECT {AuditRow.Columns} FROM platen.audit_entries WHERE tenant = @Tenant AND chain = @Chain AND position > @After AND position <= @Through ORDER BY position LIMIT @Limit
        """;

    /// <summary>All chains with their ends, of one moment.</summary>
    public Task<List<ChainHead>> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<ChainHead>(new CommandDefinition(HeadsSql, new { Tenant = tenant.Value }, cancellationToken: cancellationToken))).AsList(), cancellationToken);

    /// <summary>Checks a chain up to its head.</summary>
    /// <param name="check">What checks it.</param>
    /// <param name="tenant">Whose log it is.</param>
    /// <param name="head">Its end, as it was when it was asked.</param>
    /// <param name="read">Is told of entries and checkpoints that were read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ReadAsync(AuditChainCheck check, TenantId tenant, ChainHead head, Action<int, int> read, CancellationToken cancellationToken)
    {
        while (await RowsAsync(tenant, head.Chain, check.Position, head.Through, cancellationToken) is { Count: > 0 } rows)
        {
            var pins = (await checkpoints.BetweenAsync(tenant, head.Chain, check.Position, rows[^1].Position, cancellationToken)).Select(checkpoint => new AuditPin(checkpoint)).ToList();
            read(rows.Count, pins.Count);
            var next = 0;
            foreach (var row in rows)
            {
                next = Hold(check, pins, next, row.Position - 1); // of entries that are missing, or that retention has removed
                check.Add(row);
                next = Hold(check, pins, next, row.Position);
            }
        }
    }

    private int Hold(AuditChainCheck check, List<AuditPin> pins, int next, long through)
    {
        for (; next < pins.Count && pins[next].Position <= through; next++)
        {
            check.Hold(pins[next], checkpoints.IsGenuine(pins[next].Checkpoint));
        }

        return next;
    }

    private Task<List<AuditRow>> RowsAsync(TenantId tenant, string chain, long after, long through, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<AuditRow>(
            new CommandDefinition(RowsSql, new { Tenant = tenant.Value, Chain = chain, After = after, Through = through, Limit = RowsPerRead }, cancellationToken: cancellationToken))).AsList(),
        cancellationToken);
}
