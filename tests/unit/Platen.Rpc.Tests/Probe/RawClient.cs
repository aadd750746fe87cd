using System.Buffers.Binary;
using System.Net;

namespace Platen.Rpc.Tests.Probe;

/// <summary>HTTP/2 requests with any headers and any bytes, for what a gRPC client would never send.</summary>
internal sealed class RawClient(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler());

    public static byte[] Frame(ReadOnlySpan<byte> payload, byte flag = 0)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame.AsSpan(5));
        return frame;
    }

    public async Task<RawAnswer> SendAsync(string method, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"/{ProbeMethods.Service}/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        change?.Invoke(request);
        using var timeout = new CancellationTokenSource(Within.Limit);
        using var response = await _invoker.SendAsync(request, timeout.Token);
        var bytes = await response.Content.ReadAsByteArrayAsync(timeout.Token);
        return new RawAnswer(response.StatusCode, bytes, Value("grpc-status"), Value("grpc-message"), Value("grpc-accept-encoding"));

        string? Value(string name) => response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values)
            ? string.Join(',', values)
            : null;
    }

    public void Dispose() => _invoker.Dispose();
}
