using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Client;

/// <summary>Reads the headers and trailers of a response (PROTOCOL-HTTP2, "Responses"; grpc/doc/http-grpc-status-mapping.md).</summary>
internal static class ResponseHead
{
    /// <summary>The status if the headers are the whole answer: "Trailers-Only", or no gRPC at all. Null if messages may follow.</summary>
    public static RpcStatus? EarlyStatus(HttpResponseMessage response)
    {
        if (Status(response.Headers) is { } status)
        {
            return status;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new RpcStatus(OfHttpStatus(response.StatusCode), $"The server answered with HTTP status {(int)response.StatusCode} and no gRPC status.");
        }

        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "none";
        if (!RpcHeader.IsRpcContentType(contentType))
        {
            return new RpcStatus(RpcStatusCode.Unknown, $"The answer is no gRPC: its content-type is '{contentType}'. Is this the right address?");
        }

        var encoding = response.Headers.NonValidated.TryGetValues(RpcHeader.Encoding, out values) ? values.ToString() : RpcHeader.Identity;
        return encoding == RpcHeader.Identity
            ? null
            : new RpcStatus(RpcStatusCode.Internal, $"The server uses grpc-encoding '{encoding}', which was not offered to it.");
    }

    /// <summary>The status at the end of the messages.</summary>
    public static RpcStatus FinalStatus(HttpResponseMessage response) => Status(response.TrailingHeaders)
        ?? new RpcStatus(RpcStatusCode.Unknown, "The server ended the stream without a grpc-status: it, or a proxy before it, broke the answer off.");

    public static RpcMetadata Metadata(HttpResponseHeaders headers)
    {
        var metadata = new RpcMetadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                metadata.AppendReceived(name, value);
            }
        }

        return metadata;
    }

    private static RpcStatus? Status(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(RpcHeader.Status, out var values))
        {
            return null;
        }

        var message = headers.NonValidated.TryGetValues(RpcHeader.Message, out var text) ? PercentEncoding.Decode(text.ToString()) : "";
        var isKnown = int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Enum.IsDefined((RpcStatusCode)code);
        return isKnown
            ? new RpcStatus((RpcStatusCode)code, message)
            : new RpcStatus(RpcStatusCode.Unknown, $"The server sent the unknown grpc-status '{values}'. {message}");
    }

    private static RpcStatusCode OfHttpStatus(HttpStatusCode status) => (int)status switch
    {
        400 => RpcStatusCode.Internal,
        401 => RpcStatusCode.Unauthenticated,
        403 => RpcStatusCode.PermissionDenied,
        404 => RpcStatusCode.Unimplemented,
        429 or 502 or 503 or 504 => RpcStatusCode.Unavailable,
        _ => RpcStatusCode.Unknown,
    };
}
