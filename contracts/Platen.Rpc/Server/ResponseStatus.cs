using System.Globalization;
using Microsoft.AspNetCore.Http;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Server;

/// <summary>Writes the end of a call into its response.</summary>
internal static class ResponseStatus
{
    /// <param name="response">The response; its body is ended by the server when the request is through.</param>
    /// <param name="status">How the call ended.</param>
    /// <param name="trailers">Metadata beside the status.</param>
    /// <param name="hasBegun">
    /// Whether headers or messages went before. If not, this is the protocol's "Trailers-Only": the status goes into the only header block.
    /// </param>
    public static void Write(HttpResponse response, RpcStatus status, RpcMetadata trailers, bool hasBegun)
    {
        Add(RpcHeader.Status, ((int)status.Code).ToString(CultureInfo.InvariantCulture));
        if (status.Message.Length > 0)
        {
            Add(RpcHeader.Message, PercentEncoding.Encode(status.Message, RpcStatus.MessageBytesMax));
        }

        foreach (var (key, value) in trailers)
        {
            Add(key, value);
        }

        void Add(string name, string value)
        {
            if (hasBegun)
            {
                response.AppendTrailer(name, value);
            }
            else
            {
                response.Headers.Append(name, value);
            }
        }
    }
}
