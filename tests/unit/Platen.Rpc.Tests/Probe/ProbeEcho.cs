using Platen.Rpc.Client;

namespace Platen.Rpc.Tests.Probe;

/// <summary>Calls Echo as a stream of one, as a unary call does not show its metadata.</summary>
internal static class ProbeEcho
{
    // On the wire all kinds of methods look alike.
    private static readonly RpcMethod<ProbeRequest, ProbeReply> EchoAsStream = RpcMethod.Bidi<ProbeRequest, ProbeReply>(ProbeMethods.Service, "Echo");

    public static async Task<(RpcMetadata Headers, RpcMetadata Trailers)> CallAsync(RpcChannel channel, RpcMetadata metadata)
    {
        await using var call = channel.OpenBidi(EchoAsStream, new RpcCallOptions { Metadata = metadata });
        await call.WriteAsync(new ProbeRequest());
        await call.CompleteAsync();
        await call.ReadAllAsync().ToListAsync();
        return (await call.ResponseHeadersAsync, call.Trailers);
    }
}
