using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;
using Platen.Rpc.Server;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Options;

namespace Platen.SiteAgent.Uplink.Transfer.Direct;

/// <summary>
/// Listens for other agents, on a port and a server of its own: what keeps long streams alive (<see cref="RpcKestrelExtensions.UseRpcLimits"/>) must not hold for workstations and panels, and nothing else answers here.
/// </summary>
internal sealed partial class DirectListener(IOptions<AgentOptions> options, AgentIdentityFile identities, DirectCall call, ILoggerFactory logs, ILogger<DirectListener> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>Connections at one time.</summary>
    private const int ConnectionsMax = 64;

    private const int StreamsPerConnectionMax = 16;

    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.DirectPort == 0)
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(logs);
        builder.Services.AddRouting();
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        _server = builder.Build();
        _server.UseRouting();
        _server.MapRpcBidi(AgentTransferMethods.FetchOffered, call.RunAsync, new RpcServerOptions { MaxReceiveMessageBytes = DirectCall.MessageBytesMax });
        _server.MapRpcFallback();
        await _server.StartAsync(cancellationToken);
        LogListening(options.Value.DirectPort);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.UseRpcLimits();
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnectionMax;
        kestrel.Listen(IPAddress.Parse(options.Value.ListenAddress), options.Value.DirectPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Handshake()), HandshakeTimeout = HandshakeLimit });
        });
    }

    // read anew each time: certificates are renewed while the agent runs
    private SslServerAuthenticationOptions Handshake() =>
        DirectTrust.ForReceivers(identities.TryRead() ?? throw new AuthenticationException("The agent is not enrolled, so it cannot show who it is."));

    [LoggerMessage(2190, LogLevel.Information, "Other agents can fetch documents directly on port {Port}")]
    private partial void LogListening(int port);
}
