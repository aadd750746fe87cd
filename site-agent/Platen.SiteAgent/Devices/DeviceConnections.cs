using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;

namespace Platen.SiteAgent.Devices;

/// <summary>
/// HTTP connections to devices, kept for the next request: one pool a device. When a device's address or trust has changed, its next request makes a new pool, and the old one is let go
/// as soon as nothing can be under way in it any more.
/// </summary>
internal sealed class DeviceConnections(DeviceTls tls, IOptions<DeliveryOptions> options) : IDisposable
{
    /// <summary>Most pools; the one that was not used for the longest time goes first.</summary>
    public const int PoolsMax = 1_024;

    private static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Pool> _pools = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _uses;

    private sealed record Pool(string Key, HttpMessageInvoker Invoker)
    {
        public long LastUse { get; set; }
    }

    /// <summary>Pools now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _pools.Count;
            }
        }
    }

    /// <summary>The connections to a device as it is set now.</summary>
    public HttpMessageInvoker Of(ReplicaDevice device)
    {
        var key = KeyOf(device);
        lock (_gate)
        {
            if (!_pools.TryGetValue(device.DeviceId, out var pool) || pool.Key != key)
            {
                // A request may still be under way in the one that is replaced: it is not disposed, but closes its connections by itself once they are idle, and goes with the last reference.
                MakeRoom();
                _pools[device.DeviceId] = pool = new Pool(key, Open(device.Clone()));
            }

            pool.LastUse = ++_uses;
            return pool.Invoker;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var pool in _pools.Values)
            {
                pool.Invoker.Dispose();
            }

            _pools.Clear();
        }
    }

    private static string KeyOf(ReplicaDevice device) =>
        $"{device.Protocol} {device.Host} {device.Port} {Convert.ToHexString(device.CertificateSha256.Span)} {string.Join(',', device.TrustedCas.Select(authority => authority.ToBase64()))}";

    private void MakeRoom()
    {
        if (_pools.Count >= PoolsMax)
        {
            _pools.Remove(_pools.MinBy(pool => pool.Value.LastUse).Key);
        }
    }

    private HttpMessageInvoker Open(ReplicaDevice device) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = options.Value.ConnectMax,
        PooledConnectionIdleTimeout = IdleMax,
        SslOptions = tls.Options(device),
    });
}
