using System.Collections.Concurrent;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;

namespace Platen.Grains.Users;

/// <summary>How many active users a tenant has, a few minutes old at most: the length of PINs goes by it (AU07), and importing many users must not count all of them each time.</summary>
internal sealed class UserCounts(IRecordQueries queries, TimeProvider time)
{
    private const int TenantsMax = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<TenantId, (DateTimeOffset At, long Users)> _known = new();

    public async Task<long> OfAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(tenant, out var known) && now - known.At < Fresh)
        {
            return known.Users;
        }

        if (_known.Count >= TenantsMax)
        {
            _known.Clear();
        }

        var users = (await queries.OverviewAsync(tenant, now, cancellationToken)).Users;
        _known[tenant] = (now, users);
        return users;
    }
}
