using Dapper;
using Npgsql;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Audit;

/// <summary>The rows of signed checkpoints.</summary>
internal sealed class AuditCheckpoints(StoreDatabase database, IAuditSigner signer, TimeProvider time)
{
    private const string NewestSql = $"""
        {AuditCheckpointRow.Select}
        WHERE c.tenant = @Tenant AND (c.chain, c.position, c.kind) IN (
            SELECT h.chain, n.position, n.kind FROM platen.audit_heads h
            CROSS JOIN LATERAL (SELECT position, kind FROM platen.audit_checkpoints n WHERE n.tenant = h.tenant AND n.chain = h.chain ORDER BY position DESC, kind DESC LIMIT 1) n
            WHERE h.tenant = @Tenant)
        ORDER BY c.chain LIMIT @Limit
        """;

    private const string AfterSql = $"""
        {AuditCheckpointRow.Select}
        WHERE c.tenant = @Tenant AND c.chain = @Chain AND c.position > @After AND c.position <= @Through ORDER BY c.position, c.kind
        """;

    private const string LastOfKindSql = $"""
        {AuditCheckpointRow.Select}
        WHERE c.tenant = @Tenant AND c.chain = @Chain AND c.kind = @Kind ORDER BY c.position DESC
        """;

    private const string InsertSql = """
        WITH known AS (INSERT INTO platen.audit_certificates (tenant, sha256, der) VALUES (@Tenant, sha256(@Certificate), @Certificate) ON CONFLICT DO NOTHING)
        INSERT INTO platen.audit_checkpoints (tenant, chain, position, kind, hash, at, feed_cursor, certificate, signature)
        VALUES (@Tenant, @Chain, @Position, @Kind, @Hash, @At, @FeedCursor, sha256(@Certificate), @Signature)
        ON CONFLICT (tenant, chain, position, kind) DO UPDATE SET hash = EXCLUDED.hash, at = EXCLUDED.at, feed_cursor = EXCLUDED.feed_cursor, certificate = EXCLUDED.certificate, signature = EXCLUDED.signature
        """;

    /// <summary>The newest of each chain, genuine or not.</summary>
    public Task<List<AuditCheckpoint>> NewestAsync(TenantId tenant, int limit, CancellationToken cancellationToken) =>
        ListAsync(NewestSql, tenant, new { Tenant = tenant.Value, Limit = limit }, cancellationToken);

    /// <summary>Those of a chain between two positions, in order.</summary>
    public Task<List<AuditCheckpoint>> BetweenAsync(TenantId tenant, string chain, long after, long through, CancellationToken cancellationToken) =>
        ListAsync(AfterSql, tenant, new { Tenant = tenant.Value, Chain = chain, After = after, Through = through }, cancellationToken);

    /// <summary>The last genuine one of a kind; null: there is none.</summary>
    public async Task<AuditCheckpoint?> LastAsync(TenantId tenant, string chain, AuditCheckpointKind kind, CancellationToken cancellationToken) =>
        (await ListAsync(LastOfKindSql + " LIMIT 16", tenant, new { Tenant = tenant.Value, Chain = chain, Kind = (short)kind }, cancellationToken)).Find(IsGenuine);

    /// <summary>The newest genuine one of each chain of which the newest is none, or the chain's start: from where on a chain must be checked before its head is signed.</summary>
    public async Task<AuditCheckpoint?> LastGenuineAsync(TenantId tenant, string chain, CancellationToken cancellationToken)
    {
        const int PerRead = 100;
        for (var below = long.MaxValue; ;)
        {
            var rows = await ListAsync(
                $"{AuditCheckpointRow.Select} WHERE c.tenant = @Tenant AND c.chain = @Chain AND c.position < @Below ORDER BY c.position DESC, c.kind DESC LIMIT {PerRead}",
                tenant, new { Tenant = tenant.Value, Chain = chain, Below = below }, cancellationToken);
            if (rows.Find(IsGenuine) is { } genuine || rows.Count < PerRead)
            {
                return rows.Find(IsGenuine);
            }

            below = rows[^1].Position;
        }
    }

    /// <summary>Whether the record went back as a whole since that checkpoint was made: its change feed stands lower than then, did so at a later checkpoint, or has given the same place once more.</summary>
    public Task<bool> WentBackAsync(AuditCheckpoint since, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            SELECT COALESCE((SELECT feed_cursor FROM platen.tenant_heads WHERE tenant = @Tenant), 0) < @Cursor
                OR EXISTS (SELECT FROM platen.audit_checkpoints WHERE tenant = @Tenant AND chain = @Chain AND at > @At AND feed_cursor < @Cursor)
                OR EXISTS (SELECT FROM platen.change_feed WHERE tenant = @Tenant AND cursor = @Cursor AND at > @At)
            """,
            new { Tenant = since.Tenant.Value, since.Chain, At = since.At.UtcDateTime, Cursor = since.FeedCursor },
            cancellationToken: cancellationToken)),
        cancellationToken);

    public bool IsGenuine(AuditCheckpoint checkpoint) => signer.IsGenuine(checkpoint);

    /// <summary>Signs a statement and writes it.</summary>
    public async Task<AuditCheckpoint> SignAsync(NpgsqlConnection connection, TenantId tenant, string chain, AuditCheckpointKind kind, long position, byte[] hash, CancellationToken cancellationToken)
    {
        var cursor = await connection.ExecuteScalarAsync<long?>(
            new CommandDefinition("SELECT feed_cursor FROM platen.tenant_heads WHERE tenant = @Tenant", new { Tenant = tenant.Value }, cancellationToken: cancellationToken)) ?? 0;
        var signed = signer.Sign(new AuditCheckpoint
        {
            Tenant = tenant, Chain = chain, Kind = kind, Position = position, Hash = [.. hash], At = AuditForm.TruncateToMicroseconds(time.GetUtcNow()), FeedCursor = cursor,
        });
        await connection.ExecuteAsync(new CommandDefinition(
            InsertSql,
            new
            {
                Tenant = tenant.Value, Chain = chain, Position = position, Kind = (short)kind, Hash = hash, At = signed.At.UtcDateTime, FeedCursor = cursor,
                Certificate = signed.Certificate.ToArray(), Signature = signed.Signature.ToArray(),
            },
            cancellationToken: cancellationToken));
        return signed;
    }

    private Task<List<AuditCheckpoint>> ListAsync(string sql, TenantId tenant, object parameters, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<AuditCheckpointRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).Select(row => row.ToCheckpoint(tenant)).ToList(),
        cancellationToken);
}
