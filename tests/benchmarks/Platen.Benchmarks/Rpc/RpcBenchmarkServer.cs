using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Benchmarks.Rpc;

/// <summary>Kestrel with TLS on a free port of the loopback: the same work as gRPC methods and as bare endpoints.</summary>
internal sealed class RpcBenchmarkServer : IAsyncDisposable
{
    public static readonly RpcMethod<BytesValue, BytesValue> Echo = RpcMethod.Unary<BytesValue, BytesValue>("bench.Bench", "Echo");
    public static readonly RpcMethod<BytesValue, Int64Value> Up = RpcMethod.ClientStreaming<BytesValue, Int64Value>("bench.Bench", "Up");
    public static readonly RpcMethod<Int64Value, BytesValue> Down = RpcMethod.ServerStreaming<Int64Value, BytesValue>("bench.Bench", "Down");

    private static readonly byte[] Chunk = new byte[64 * 1024];
    private static readonly BytesValue ChunkMessage = new() { Value = ByteString.CopyFrom(Chunk) };

    private static readonly X509Certificate2 Certificate = SelfSigned();

    private readonly WebApplication _app;

    private RpcBenchmarkServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public static SocketsHttpHandler NewHandler()
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == Certificate.Thumbprint;
        return handler;
    }

    public static async Task<RpcBenchmarkServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.UseRpcLimits();
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate));
        });
        var app = builder.Build();
        MapRpc(app);
        MapBare(app);
        await app.StartAsync();
        return new RpcBenchmarkServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void MapRpc(WebApplication app)
    {
        app.MapRpcUnary(Echo, (request, _) => Task.FromResult(request));
        app.MapRpcClientStreaming(Up, async (requests, _) =>
        {
            var received = 0L;
            await foreach (var request in requests.ReadAllAsync())
            {
                received += request.Value.Length;
            }

            return new Int64Value { Value = received };
        });
        app.MapRpcServerStreaming(Down, async (request, replies, _) =>
        {
            for (var sent = 0L; sent < request.Value; sent += Chunk.Length)
            {
                await replies.WriteAsync(ChunkMessage);
            }
        });
    }

    private static void MapBare(WebApplication app)
    {
        app.MapPost("/bare/echo", http => http.Request.Body.CopyToAsync(http.Response.Body));
        app.MapPost("/bare/up", async http =>
        {
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
            var buffer = new byte[Chunk.Length];
            var received = 0L;
            for (var read = 1; read > 0; received += read)
            {
                read = await http.Request.Body.ReadAsync(buffer);
            }

            await http.Response.WriteAsync($"{received}");
        });
        app.MapPost("/bare/down/{bytes:long}", async http =>
        {
            var bytes = long.Parse((string)http.Request.RouteValues["bytes"]!);
            for (var sent = 0L; sent < bytes; sent += Chunk.Length)
            {
                await http.Response.Body.WriteAsync(Chunk);
            }
        });
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
