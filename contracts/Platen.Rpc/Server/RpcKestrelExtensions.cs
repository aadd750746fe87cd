using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Platen.Rpc.Server;

/// <summary>Kestrel settings without which long-lived streams break.</summary>
public static class RpcKestrelExtensions
{
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Finds dead clients by HTTP/2 pings (every 30 s, 15 s to answer) and takes off the least rate of response bodies: by default Kestrel cuts
    /// the whole connection when a client holds one stream back for 5 s, which for gRPC is back-pressure and no attack. Applies to the whole
    /// server; serve untrusted browsers from another one, or set <see cref="KestrelServerLimits.MinResponseDataRate"/> again.
    /// </summary>
    public static KestrelServerOptions UseRpcLimits(this KestrelServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Limits.MinResponseDataRate = null;
        options.Limits.Http2.KeepAlivePingDelay = PingDelay;
        options.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
        return options;
    }
}
