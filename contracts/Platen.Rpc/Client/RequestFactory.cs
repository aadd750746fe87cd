using System.Net;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Client;

/// <summary>Makes the HTTP/2 request of a call (PROTOCOL-HTTP2, "Requests").</summary>
internal static class RequestFactory
{
    private const string UserAgent = "platen-rpc/1";

    public static HttpRequestMessage Create(Uri uri, HttpContent content, RpcMetadata? metadata, TimeSpan? timeout)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.TryAddWithoutValidation("Content-Type", RpcHeader.ContentType);
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (timeout is { } left)
        {
            request.Headers.TryAddWithoutValidation(RpcHeader.Timeout, TimeoutValue.Format(left));
        }

        foreach (var (key, value) in metadata ?? [])
        {
            request.Headers.TryAddWithoutValidation(key, value);
        }

        return request;
    }
}
