using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.Audit;

/// <inheritdoc cref="IAuditLog"/>
internal sealed class AuditLog(StoreDatabase database, AuditVerifier verifier, AuditSealing sealing, AuditRetention retention, AuditChainReader reader, AuditCheckpoints checkpoints) : IAuditLog
{
    public async Task<ImmutableArray<AuditCheckpoint>> ListHeadsAsync(TenantId tenant, int limit, CancellationToken cancellationToken) =>
        [.. (await checkpoints.NewestAsync(tenant, limit, cancellationToken)).Where(checkpoints.IsGenuine)];

    public Task<ImmutableArray<AuditBreak>> SealAsync(TenantId tenant, ImmutableArray<WitnessedHead> witnesses, CancellationToken cancellationToken) => sealing.SealAsync(tenant, witnesses, cancellationToken);

    public Task<AuditVerdict> VerifyAsync(TenantId tenant, ImmutableArray<WitnessedHead> witnesses, IProgress<AuditProgress>? progress, CancellationToken cancellationToken) =>
        verifier.VerifyAsync(tenant, witnesses, progress, cancellationToken);

    public async Task<ImmutableArray<AuditBreak>> CompareAsync(TenantId tenant, ImmutableArray<WitnessedHead> witnesses, CancellationToken cancellationToken) =>
        await verifier.CompareAsync([.. AuditVerifier.PinsOf(tenant, witnesses).SelectMany(chain => chain)], cancellationToken);

    public Task<int> RemoveBeforeAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellationToken) => retention.RemoveBeforeAsync(tenant, before, cancellationToken);

    public async Task<ImmutableArray<AuditCheckpoint>> AcceptRestoreAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var heads = (await reader.HeadsAsync(tenant, cancellationToken)).Where(head => head.Position is not null && head.Hash is not null).ToList();
        return await database.RunAsync(
            database.Writer,
            async connection =>
            {
                var made = ImmutableArray.CreateBuilder<AuditCheckpoint>(heads.Count);
                foreach (var head in heads)
                {
                    made.Add(await checkpoints.SignAsync(connection, tenant, head.Chain, AuditCheckpointKind.Restored, head.Position!.Value, head.Hash!, cancellationToken));
                }

                return made.MoveToImmutable();
            },
            cancellationToken);
    }

    public async Task<AuditVerdict?> FindVerdictAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var body = await database.ReadAsync(
            c => c.QueryFirstOrDefaultAsync<string>(new CommandDefinition("SELECT body::text FROM platen.audit_verdicts WHERE tenant = @Tenant", new { Tenant = tenant.Value }, cancellationToken: cancellationToken)),
            cancellationToken);
        return body is null ? null : StoreJson.Read<AuditVerdict>(body);
    }

    public Task SaveVerdictAsync(TenantId tenant, AuditVerdict verdict, CancellationToken cancellationToken) => database.RunAsync(
        database.Writer,
        c => c.ExecuteAsync(new CommandDefinition(
            "INSERT INTO platen.audit_verdicts (tenant, body) VALUES (@Tenant, @Body::jsonb) ON CONFLICT (tenant) DO UPDATE SET body = EXCLUDED.body",
            new { Tenant = tenant.Value, Body = JsonSerializer.Serialize(verdict, StoreJson.Options) }, cancellationToken: cancellationToken)),
        cancellationToken);
}
