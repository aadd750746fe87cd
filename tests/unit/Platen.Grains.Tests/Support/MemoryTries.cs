using System.Collections.Concurrent;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;

namespace Platen.Grains.Tests.Support;

/// <summary>Counts of tries in memory.</summary>
internal sealed class MemoryTries(TimeProvider time) : ITries
{
    private readonly ConcurrentDictionary<(TenantId, string), (DateTimeOffset Ends, int Count)> _rows = new();

    public Task<int> CountAsync(TenantId tenant, string who, TimeSpan window, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Task.FromResult(_rows.AddOrUpdate((tenant, who), _ => (now + window, 1), (_, row) => row.Ends <= now ? (now + window, 1) : (row.Ends, row.Count + 1)).Count);
    }

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_rows.Where(row => row.Value.Ends <= time.GetUtcNow()).Count(row => _rows.TryRemove(row.Key, out _)));
}
