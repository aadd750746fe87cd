using Dapper;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Audit;

/// <summary>
/// Removes old entries (PV09), in pieces. A chain is cut at a signed checkpoint that is older than the limit; that it was cut is signed before the first row goes, so that the rest verifies from there on, and a removal by anybody else does not.
/// </summary>
internal sealed class AuditRetention(StoreDatabase database, AuditChainReader reader, AuditCheckpoints checkpoints)
{
    private const int RowsPerPiece = 10_000;

    private const string CutSql = $"""
        {AuditCheckpointRow.Select}
        WHERE c.tenant = @Tenant AND c.chain = @Chain AND c.kind = 1 AND c.at < @Before ORDER BY c.at DESC LIMIT 16
        """;

    private const string RemoveSql = """
        DELETE FROM platen.audit_entries WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM platen.audit_entries WHERE tenant = @Tenant AND chain = @Chain AND position <= @Through ORDER BY position LIMIT @Rows))
        """;

    // the checkpoints of what is gone, but for the note of the cut
    private const string ForgetSql = "DELETE FROM platen.audit_checkpoints WHERE tenant = @Tenant AND chain = @Chain AND (position < @Through OR (position = @Through AND kind <> 2))";

    public async Task<int> RemoveBeforeAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var head in await reader.HeadsAsync(tenant, cancellationToken))
        {
            if (removed < RowsPerPiece && await FindCutAsync(tenant, head.Chain, before, cancellationToken) is { } cut)
            {
                removed += await RemoveAsync(tenant, head.Chain, cut, RowsPerPiece - removed, cancellationToken);
            }
        }

        return removed;
    }

    // The entry that was signed last before the limit: it and all before it are older, as a checkpoint is made after its entry.
    private Task<AuditCheckpoint?> FindCutAsync(TenantId tenant, string chain, DateTimeOffset before, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<AuditCheckpointRow>(new CommandDefinition(CutSql, new { Tenant = tenant.Value, Chain = chain, Before = before.UtcDateTime }, cancellationToken: cancellationToken)))
            .Select(row => row.ToCheckpoint(tenant)).FirstOrDefault(checkpoints.IsGenuine),
        cancellationToken);

    private async Task<int> RemoveAsync(TenantId tenant, string chain, AuditCheckpoint at, int rows, CancellationToken cancellationToken)
    {
        if (await checkpoints.LastAsync(tenant, chain, AuditCheckpointKind.Cut, cancellationToken) is not { } known || known.Position < at.Position)
        {
            await database.RunAsync(
                database.Writer, connection => checkpoints.SignAsync(connection, tenant, chain, AuditCheckpointKind.Cut, at.Position, [.. at.Hash], cancellationToken), cancellationToken);
        }

        return await database.RunAsync(
            database.Writer,
            async connection =>
            {
                var keys = new { Tenant = tenant.Value, Chain = chain, Through = at.Position, Rows = rows };
                var gone = await connection.ExecuteAsync(new CommandDefinition(RemoveSql, keys, cancellationToken: cancellationToken));
                if (gone < rows)
                {
                    await connection.ExecuteAsync(new CommandDefinition(ForgetSql, keys, cancellationToken: cancellationToken));
                }

                return gone;
            },
            cancellationToken);
    }
}
