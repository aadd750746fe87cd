using System.Collections.Concurrent;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>Logins by phone in memory.</summary>
internal sealed class MemoryQrLogins(TimeProvider time) : IQrLogins
{
    private readonly ConcurrentDictionary<(TenantId, string), QrLogin> _rows = new();

    public Task<bool> AddAsync(TenantId tenant, string code, QrLogin login, CancellationToken cancellationToken) => Task.FromResult(_rows.TryAdd((tenant, code), login));

    public Task<QrLogin?> FindAsync(TenantId tenant, string code, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.TryGetValue((tenant, code), out var login) && login.EndsAt > time.GetUtcNow() ? login : null);

    public Task<bool> MoveAsync(TenantId tenant, string code, QrLogin before, QrLogin after, CancellationToken cancellationToken) => Task.FromResult(_rows.TryUpdate((tenant, code), after, before));

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => Task.FromResult(_rows.Where(row => row.Value.EndsAt <= time.GetUtcNow()).Count(row => _rows.TryRemove(row.Key, out _)));
}
