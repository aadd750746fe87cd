using Platen.Rpc.Client;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>The connection of the open link, which transfers use too; null while there is none.</summary>
internal sealed class LinkChannel
{
    private RpcChannel? _current;

    public RpcChannel? Current => Volatile.Read(ref _current);

    /// <summary>The link stands on this connection.</summary>
    public void Set(RpcChannel channel) => Volatile.Write(ref _current, channel);

    /// <summary>The link on this connection has ended.</summary>
    public void Clear(RpcChannel channel) => Interlocked.CompareExchange(ref _current, null, channel);
}
