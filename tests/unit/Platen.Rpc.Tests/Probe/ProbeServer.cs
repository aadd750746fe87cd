using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platen.Rpc.Client;
using Platen.Rpc.Server;

namespace Platen.Rpc.Tests.Probe;

/// <summary>Kestrel on a free port of the loopback with some gRPC methods, and channels to it. HTTP/2 without TLS unless told otherwise.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<RpcChannel> _channels = [];

    private ProbeServer(WebApplication app, string scheme)
    {
        _app = app;
        Address = new UriBuilder(app.Urls.First()) { Scheme = scheme }.Uri;
    }

    public Uri Address { get; }

    public ProbeLog Log => _app.Services.GetRequiredService<ProbeLog>();

    public static async Task<ProbeServer> StartAsync(
        Action<WebApplication> map,
        Action<ListenOptions>? listen = null,
        string scheme = "http",
        Action<KestrelServerOptions>? kestrel = null,
        TimeProvider? time = null,
        IRpcFaults? faults = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new ProbeLog();
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        if (faults is not null)
        {
            builder.Services.AddSingleton(faults);
        }

        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddRoutingCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.UseRpcLimits();
            kestrel?.Invoke(options);
            options.Listen(IPAddress.Loopback, 0, listen ?? (o => o.Protocols = HttpProtocols.Http2));
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new ProbeServer(app, scheme);
    }

    public static Task<ProbeServer> StartAsync(ProbeService service, Action<KestrelServerOptions>? kestrel = null) => StartAsync(service.Map, kestrel: kestrel);

    public RpcChannel Connect(RpcChannelOptions? options = null, SocketsHttpHandler? handler = null)
    {
        var channel = RpcChannel.Create(handler ?? new SocketsHttpHandler(), Address, options);
        _channels.Add(channel);
        return channel;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(c => c.Dispose());
        await _app.DisposeAsync();
    }
}
