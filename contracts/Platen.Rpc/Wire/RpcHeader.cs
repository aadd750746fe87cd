namespace Platen.Rpc.Wire;

/// <summary>Names and fixed values of the protocol's own headers (PROTOCOL-HTTP2).</summary>
internal static class RpcHeader
{
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Identity = "identity";
    public const string ContentType = "application/grpc";

    /// <summary>
    /// Whether a content type is gRPC with protobuf messages. <c>application/grpc-web</c>, <c>application/grpc+json</c> and the like are other protocols.
    /// </summary>
    public static bool IsRpcContentType(string? contentType)
    {
        if (contentType is null || !contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = contentType.AsSpan(ContentType.Length);
        const string Proto = "+proto";
        if (rest.StartsWith(Proto, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[Proto.Length..];
        }

        rest = rest.TrimStart(' ');
        return rest.IsEmpty || rest[0] == ';';
    }
}
