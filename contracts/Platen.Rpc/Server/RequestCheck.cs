using Microsoft.AspNetCore.Http;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Server;

/// <summary>The first look at a request, before any of its body is read.</summary>
internal static class RequestCheck
{
    /// <summary>The HTTP status to refuse with if this is no gRPC at all, and the reason in words.</summary>
    public static (int StatusCode, string Reason)? RefuseAsHttp(HttpRequest request)
    {
        if (!RpcHeader.IsRpcContentType(request.ContentType))
        {
            return (StatusCodes.Status415UnsupportedMediaType, $"This is a gRPC method: send content-type {RpcHeader.ContentType}.");
        }

        if (!HttpProtocol.IsHttp2(request.Protocol) && !HttpProtocol.IsHttp3(request.Protocol))
        {
            return (StatusCodes.Status426UpgradeRequired, $"gRPC needs HTTP/2; this request came over {request.Protocol}.");
        }

        return null;
    }

    /// <summary>The status to refuse with if this is gRPC that is not served here.</summary>
    public static RpcStatus? RefuseAsRpc(HttpRequest request, out TimeSpan? timeout)
    {
        timeout = null;
        var encoding = request.Headers[RpcHeader.Encoding];
        if (encoding.Count > 0 && encoding != RpcHeader.Identity)
        {
            return new RpcStatus(RpcStatusCode.Unimplemented, $"Messages with grpc-encoding '{encoding}' are not supported: send them uncompressed.");
        }

        var value = request.Headers[RpcHeader.Timeout];
        if (value.Count == 0)
        {
            return null;
        }

        if (value.Count > 1 || !TimeoutValue.TryParse(value.ToString(), out var parsed))
        {
            return new RpcStatus(RpcStatusCode.Internal, $"'{value}' is no grpc-timeout: it has 1 to 8 digits and a unit of H, M, S, m, u or n.");
        }

        timeout = parsed;
        return null;
    }
}
