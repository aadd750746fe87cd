namespace Platen.Rpc.Client;

/// <summary>What a fault of HTTP/2 or of the connection means as a status (PROTOCOL-HTTP2, "Errors").</summary>
internal static class TransportFault
{
    public static RpcException ToRpcException(Exception fault)
    {
        for (var e = fault; e is not null; e = e.InnerException)
        {
            if (e is HttpProtocolException { ErrorCode: var error })
            {
                return new RpcException(OfHttp2Error(error), $"The server ended the stream with HTTP/2 error {error}.", innerException: fault);
            }
        }

        return new RpcException(RpcStatusCode.Unavailable, $"The server cannot be reached, or the connection was lost: {fault.Message}", innerException: fault);
    }

    /// <summary>The numbers are RFC 9113 section 7.</summary>
    private static RpcStatusCode OfHttp2Error(long error) => error switch
    {
        0x0 => RpcStatusCode.Unavailable, // NO_ERROR in a GOAWAY: the server is shutting down
        0x7 => RpcStatusCode.Unavailable, // REFUSED_STREAM: nothing was done
        0x8 => RpcStatusCode.Cancelled, // CANCEL
        0xb => RpcStatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => RpcStatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => RpcStatusCode.Internal,
    };
}
