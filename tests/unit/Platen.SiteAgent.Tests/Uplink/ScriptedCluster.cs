using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.SiteAgent.Uplink;

namespace Platen.SiteAgent.Tests.Uplink;

/// <summary>The cluster's end of the link, as the test says: what the agent sends is read in order, and what the test gives is sent.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    private static readonly TimeSpan HearMax = TimeSpan.FromSeconds(10);
    private readonly Channel<AgentMessage> _heard = System.Threading.Channels.Channel.CreateUnbounded<AgentMessage>();
    private WebApplication _app = null!;
    private IRpcWriter<ClusterMessage>? _writer;
    private CancellationTokenSource _linkEnd = new();

    /// <summary>What the greeting says the cluster has of this agent.</summary>
    public ulong Acknowledged { get; set; }

    /// <summary>What the greeting says of packed ids; a server of before says nothing.</summary>
    public bool ReadsPackedIds { get; set; }

    public RpcChannel Channel { get; private set; } = null!;

    public static async Task<ScriptedCluster> StartAsync()
    {
        var cluster = new ScriptedCluster();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRoutingCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.UseRpcLimits().Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        cluster._app = builder.Build();
        cluster._app.MapRpcBidi(AgentLinkMethods.Link, cluster.ServeAsync);
        await cluster._app.StartAsync();
        cluster.Channel = RpcChannel.Create(new SocketsHttpHandler(), new Uri(cluster._app.Urls.First()));
        return cluster;
    }

    public Task SendAsync(ClusterMessage message) => (_writer ?? throw new InvalidOperationException("The agent has not greeted.")).WriteAsync(message).AsTask();

    /// <summary>The agent's next message of a kind; others (heartbeats) are passed over.</summary>
    public async Task<AgentMessage> HearAsync(AgentMessage.BodyOneofCase kind)
    {
        using var limit = new CancellationTokenSource(HearMax);
        try
        {
            while (true)
            {
                if (await _heard.Reader.ReadAsync(limit.Token) is var message && message.BodyCase == kind)
                {
                    return message;
                }
            }
        }
        catch (OperationCanceledException fault)
        {
            throw new TimeoutException($"Waited {HearMax.TotalSeconds} s for {kind} of the agent.", fault);
        }
    }

    /// <summary>Ends the link in good order.</summary>
    public async Task HangUpAsync()
    {
        await _linkEnd.CancelAsync();
        _linkEnd = new CancellationTokenSource();
    }

    public async ValueTask DisposeAsync()
    {
        await _linkEnd.CancelAsync();
        Channel.Dispose();
        await _app.DisposeAsync();
        _linkEnd.Dispose();
    }

    private async Task ServeAsync(IRpcReader<AgentMessage> reader, IRpcWriter<ClusterMessage> writer, RpcServerContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _linkEnd.Token);
        try
        {
            while (await reader.ReadAsync(end.Token) is { } message)
            {
                if (message.BodyCase == AgentMessage.BodyOneofCase.Hello)
                {
                    await writer.WriteAsync(new ClusterMessage { Hello = new ClusterHello { ServerVersion = "test", EventsAcknowledged = Acknowledged, ReadsPackedIds = ReadsPackedIds } }, cancellationToken: end.Token);
                    _writer = writer;
                }

                await _heard.Writer.WriteAsync(message, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // hung up
        }
    }
}
