using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Dapper;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Keys;

/// <summary>A tenant's credential key, made at its first use and kept wrapped. Whoever is first wins; all others read what the first one wrote.</summary>
internal sealed class CredentialKeys(StoreDatabase database, IMasterKey master) : ICredentialKeys
{
    private readonly ConcurrentDictionary<TenantId, ImmutableArray<byte>> _known = new();

    public async Task<ImmutableArray<byte>> GetAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(tenant, out var known))
        {
            return known;
        }

        var wrapped = await FindAsync(tenant, cancellationToken) ?? await MakeAsync(tenant, cancellationToken);
        return _known[tenant] = KeyWrap.Unwrap(master.Key.AsSpan(), tenant, wrapped);
    }

    private Task<byte[]?> FindAsync(TenantId tenant, CancellationToken cancellationToken) =>
        database.ReadAsync(
            c => c.QueryFirstOrDefaultAsync<byte[]>(new CommandDefinition(
                "SELECT wrapped FROM platen.credential_keys WHERE tenant = @Tenant", new { Tenant = tenant.Value }, cancellationToken: cancellationToken)),
            cancellationToken);

    private async Task<byte[]> MakeAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var wrapped = KeyWrap.Wrap(master.Key.AsSpan(), tenant, RandomNumberGenerator.GetBytes(KeyWrap.KeyBytes));
        await database.RunAsync(
            database.Reader,
            c => c.ExecuteAsync(new CommandDefinition(
                "INSERT INTO platen.credential_keys (tenant, wrapped) VALUES (@Tenant, @Wrapped) ON CONFLICT DO NOTHING", new { Tenant = tenant.Value, Wrapped = wrapped }, cancellationToken: cancellationToken)),
            cancellationToken);
        return await FindAsync(tenant, cancellationToken) ?? throw new InvalidOperationException($"The credential key of tenant {tenant} was deleted while it was made.");
    }
}
