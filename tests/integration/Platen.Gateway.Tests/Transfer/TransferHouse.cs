using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.AgentLink;
using Platen.Gateway.AgentLink.Peers;
using Platen.Gateway.AgentLink.Transfer;
using Platen.Rpc.Server;
using Platen.SiteAgent.Jobs;
using Platen.TestKit.Faults;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>The real agent link on Kestrel over mutual TLS, and two or more real agents; the receiver's line goes through a cutter.</summary>
internal sealed class TransferHouse : IAsyncDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly WebApplication _gateway;
    private readonly WebApplication? _second;
    private readonly List<TestAgent> _agents = [];

    private TransferHouse(TransferLimits limits, bool hasTwo)
    {
        _gateway = NewGateway(limits, Port, hasTwo ? new TestPeers(_authority, Port) : null);
        _second = hasTwo ? NewGateway(limits, SecondPort, new TestPeers(_authority, SecondPort)) : null;
    }

    private WebApplication NewGateway(TransferLimits limits, int port, IGatewayPeers? peers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Grains.Factory);
        builder.Services.AddSingleton(Substitute.For<IAuthorityCertificate>());
        if (peers is not null)
        {
            builder.Services.AddSingleton(peers);
        }

        builder.Services.AddSingleton(limits);
        builder.Services.AddAgentLink();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.UseRpcLimits();
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = _authority.IssueServer().Certificate,
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = (client, _, _) => client.Issuer == _authority.Certificate.Subject,
            }));
        });
        var gateway = builder.Build();
        gateway.MapAgentLink();
        return gateway;
    }

    public int Port { get; } = FreePort();

    /// <summary>The port of the second gateway.</summary>
    public int SecondPort { get; } = FreePort();

    public TransferGrains Grains { get; } = new();

    public TestAuthority Authority => _authority;

    public TestAgent Holder { get; private set; } = null!;

    public TestAgent Receiver { get; private set; } = null!;

    /// <summary>The receiver's line.</summary>
    public FaultProxy ReceiverLine { get; private set; } = null!;

    /// <summary>The holder's line.</summary>
    public FaultProxy HolderLine { get; private set; } = null!;

    /// <summary>The line on which other agents dial the holder; null: they cannot.</summary>
    public FaultProxy? DirectLine { get; private set; }

    public UserId Owner { get; } = UserId.New(TimeProvider.System);

    /// <summary>Fetches that the receiver's gateway, the second one, passes on now.</summary>
    public int Forwarded => _second!.Services.GetRequiredService<FetchForwarding>().Count;

    public Transfers Transfers => _gateway.Services.GetRequiredService<Transfers>();

    public static async Task<TransferHouse> StartAsync(TransferLimits? limits = null, bool isHolderLinked = true, bool isReceiverLinked = true, bool hasTwoGateways = false, bool isHolderDirect = false)
    {
        var house = new TransferHouse(limits ?? new TransferLimits(), hasTwoGateways);
        await house._gateway.StartAsync();
        await (house._second?.StartAsync() ?? Task.CompletedTask);
        (house.HolderLine, house.ReceiverLine) = (new FaultProxy(house.Port), new FaultProxy(hasTwoGateways ? house.SecondPort : house.Port));
        var directPort = isHolderDirect ? FreePort() : 0;
        house.DirectLine = isHolderDirect ? new FaultProxy(directPort) : null;
        house.Holder = await house.AddAgentAsync("acme", "berlin", house.HolderLine.Port, isHolderLinked, directPort, house.DirectLine?.Port ?? 0);
        house.Receiver = await house.AddAgentAsync("acme", "munich", house.ReceiverLine.Port, isReceiverLinked);
        house.Grains.PutUser(house.Holder.Tenant, house.Owner);
        return house;
    }

    public async Task<TestAgent> AddAgentAsync(string tenant, string site, int port, bool isLinked = true, int directPort = 0, int directLine = 0, string[]? more = null)
    {
        var agent = new TestAgent(_authority, Port, port, tenant, site, directPort, directLine, more ?? []);
        await agent.ListenAsync();
        _agents.Add(agent);
        Grains.PutDevice(agent.Tenant, agent.Site, agent.Device);
        if (isLinked)
        {
            agent.KeepLink();
            await WaitUntilAsync(() => IsLinked(agent), $"the link of {site}; the last one ended with {agent.LastFault?.Message}");
        }

        return agent;
    }

    public bool IsLinked(TestAgent agent) => IsLinkedAt(_gateway, agent) || (_second is not null && IsLinkedAt(_second, agent));

    /// <summary>A document at the holder, known to the cluster.</summary>
    public async Task<HeldJob> HoldAsync(byte[] document, bool isPrivate = false)
    {
        var job = await Holder.ReceiveAsync(document, Owner, isPrivate);
        Grains.PutJob(job, Holder, Owner);
        return job;
    }

    /// <summary>Waits for something that can be seen.</summary>
    public static async Task WaitUntilAsync(Func<bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"Waited 20 s for {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents)
        {
            await agent.DisposeAsync();
        }

        await ReceiverLine.DisposeAsync();
        await HolderLine.DisposeAsync();
        await (DirectLine?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _gateway.StopAsync();
        await _gateway.DisposeAsync();
        if (_second is not null)
        {
            await _second.StopAsync();
            await _second.DisposeAsync();
        }
    }

    private static bool IsLinkedAt(WebApplication gateway, TestAgent agent) =>
        gateway.Services.GetRequiredService<LinkRegistry>().Find(new AgentName(agent.Tenant, agent.Site, agent.Agent)) is not null;

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
