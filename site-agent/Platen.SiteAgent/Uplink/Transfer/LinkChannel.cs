using Google.Protobuf;
using Platen.Rpc;
using Platen.Rpc.Client;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>The connection of the open link, which transfers use too; null while there is none.</summary>
internal sealed class LinkChannel
{
    private RpcChannel? _current;

    public RpcChannel? Current => Volatile.Read(ref _current);

    /// <summary>The link stands on this connection.</summary>
    public void Set(RpcChannel channel) => Volatile.Write(ref _current, channel);

    /// <summary>Asks the cluster something that can wait: null when nobody answers in time, or the server is of before and does not know the call; the reason is told.</summary>
    public async Task<TReply?> TryAskAsync<TRequest, TReply>(RpcMethod<TRequest, TReply> method, TRequest request, TimeSpan answerMax, Action<string> unavailable, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new()
    {
        if (Current is not { } channel)
        {
            return null;
        }

        try
        {
            return await channel.UnaryAsync(method, request, new RpcCallOptions { Timeout = answerMax, CancellationToken = cancellationToken });
        }
        catch (Exception fault) when (fault is RpcException or ObjectDisposedException)
        {
            unavailable(fault.Message);
            return null;
        }
    }

    /// <summary>The link on this connection has ended.</summary>
    public void Clear(RpcChannel channel) => Interlocked.CompareExchange(ref _current, null, channel);
}
