using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Platen.Rpc.Server;

/// <summary>What a handler knows about the call it serves, beside its messages.</summary>
public sealed class RpcServerContext
{
    private RpcMetadata? _requestMetadata;

    internal RpcServerContext(HttpContext httpContext, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        HttpContext = httpContext;
        Deadline = deadline;
        CancellationToken = cancellationToken;
    }

    /// <summary>The HTTP request that carries the call: services, user, connection.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>Fires when the deadline passes, the client cancels or is gone, or, for methods that stream, the server is about to stop.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>When the client stops waiting; null if it waits for ever.</summary>
    public DateTimeOffset? Deadline { get; }

    /// <summary>The client's metadata.</summary>
    public RpcMetadata RequestMetadata => _requestMetadata ??= Received(HttpContext.Request.Headers);

    /// <summary>Metadata sent with the status. Those of a thrown <see cref="RpcException"/> are added to them.</summary>
    public RpcMetadata ResponseTrailers { get; } = [];

    /// <summary>The certificate the client proved in the TLS handshake, or null. That it is trusted is for Kestrel's options and the endpoint's policy to see to.</summary>
    public X509Certificate2? PeerCertificate => HttpContext.Connection.ClientCertificate;

    /// <summary>Sends the response headers now, so that the client of a stream knows it is served before the first message comes.</summary>
    /// <param name="headers">Metadata to send with them.</param>
    /// <exception cref="InvalidOperationException">The headers are sent already.</exception>
    public async Task SendHeadersAsync(RpcMetadata? headers = null)
    {
        if (HttpContext.Response.HasStarted)
        {
            throw new InvalidOperationException("The response headers are sent already: send them before the first message.");
        }

        foreach (var (key, value) in headers ?? [])
        {
            HttpContext.Response.Headers.Append(key, value);
        }

        HasSentHeaders = true;
        await HttpContext.Response.StartAsync(CancellationToken);
        await HttpContext.Response.BodyWriter.FlushAsync(CancellationToken);
    }

    internal bool HasSentHeaders { get; private set; }

    private static RpcMetadata Received(IHeaderDictionary headers)
    {
        var metadata = new RpcMetadata();
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                metadata.AppendReceived(name, value ?? "");
            }
        }

        return metadata;
    }
}
