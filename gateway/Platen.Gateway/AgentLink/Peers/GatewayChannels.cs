using Platen.Gateway.AgentLink.Transfer;
using Platen.Rpc;
using Platen.Rpc.Client;

namespace Platen.Gateway.AgentLink.Peers;

/// <summary>This gateway's connections to the others, one channel each, opened when first needed.</summary>
internal sealed class GatewayChannels(IGatewayPeers peers, TimeProvider time) : IDisposable
{
    private const int GatewaysMax = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<Uri, RpcChannel> _channels = [];

    /// <summary>The channel to a gateway.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: more gateways were named than a cluster has.</exception>
    public RpcChannel To(Uri gateway)
    {
        lock (_gate)
        {
            if (_channels.TryGetValue(gateway, out var known))
            {
                return known;
            }

            if (_channels.Count >= GatewaysMax)
            {
                throw new RpcException(RpcStatusCode.ResourceExhausted, $"This gateway has dialled {GatewaysMax} others since it started, and dials no more: restart it.");
            }

            // an old connection shows a certificate that may have been renewed since
            var handler = new SocketsHttpHandler { SslOptions = peers.TlsTo(gateway), PooledConnectionLifetime = TimeSpan.FromDays(1) };
            var channel = RpcChannel.Create(handler, gateway, new RpcChannelOptions { MaxReceiveMessageBytes = DocumentShape.MessageBytesMax }, time);
            _channels.Add(gateway, channel);
            return channel;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var channel in _channels.Values)
            {
                channel.Dispose();
            }

            _channels.Clear();
        }
    }
}
