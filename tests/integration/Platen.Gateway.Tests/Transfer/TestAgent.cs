using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Hosting;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Uplink;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer;
using Platen.SiteAgent.Uplink.Transfer.Direct;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>The real site agent, as it is composed, in a folder of its own; only its link dials again at once, and nothing of it listens.</summary>
internal sealed class TestAgent : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-transfer-").FullName;
    private readonly CancellationTokenSource _stopping = new();
    private readonly AgentIdentity _identity;
    private readonly WebApplication _app;
    private readonly int _linePort;
    private ulong _cursor;
    private Task _linking = Task.CompletedTask;

    /// <param name="authority">Who its certificates come from.</param>
    /// <param name="gatewayPort">The gateway's port, by which the gateway wants to be named.</param>
    /// <param name="linePort">The port that is dialled instead.</param>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="site">Its site.</param>
    /// <param name="directPort">Where it listens for other agents; 0: nowhere.</param>
    /// <param name="directLine">The port that it tells others instead.</param>
    /// <param name="more">Settings beyond these, as arguments.</param>
    public TestAgent(TestAuthority authority, int gatewayPort, int linePort, string tenant, string site, int directPort = 0, int directLine = 0, params ReadOnlySpan<string> more)
    {
        _linePort = linePort;
        var (certificate, key) = authority.IssueAgent(tenant, site, "agent-1");
        _identity = new AgentIdentity(TenantId.Parse(tenant), SiteId.Parse(site), AgentId.Parse("agent-1"), new Uri($"https://127.0.0.1:{gatewayPort}"), certificate, authority.Certificate);
        new AgentIdentityFile(new AgentFolders(_folder)).Write(_identity, key);
        string[] settings =
        [
            $"--Agent:DataDirectory={_folder}", "--Agent:LpdPort=0", "--Agent:IppPort=0", "--Agent:IppsPort=0", "--Agent:PanelPort=0",
            $"--Agent:DirectPort={directPort}", $"--Agent:DirectAddress={(directLine > 0 ? $"127.0.0.1:{directLine}" : "")}", "--Transfer:DirectConnectMax=00:00:01",
            "--Spool:SpareSegments=0", "--Spool:FreeBytesReserve=0", "--Transfer:FirstPause=00:00:00.010", "--Transfer:LongestPause=00:00:00.100", "--Copies:BytesPerSecondMax=1073741824", "--Copies:RetryAfter=00:00:01", .. more,
        ];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ApplicationName = typeof(AgentComposition).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        builder.AddSiteAgent();
        _app = builder.Build();
    }

    public TenantId Tenant => _identity.Tenant;

    public SiteId Site => _identity.Site;

    public AgentId Agent => _identity.Agent;

    public DeviceId Device => DeviceId.Parse($"mfp-{Site}");

    public SpoolEngine Spool => _app.Services.GetRequiredService<SpoolEngine>();

    public IHeldJobs Jobs => Spool.Jobs;

    public HandOvers HandOvers => _app.Services.GetRequiredService<HandOvers>();

    public LinkChannel Link => _app.Services.GetRequiredService<LinkChannel>();

    public AgentIdentity Identity => _identity;

    public DocumentFetch Fetch => _app.Services.GetRequiredService<DocumentFetch>();

    public string Folder => _folder;

    public CopyBook Copies => _app.Services.GetRequiredService<CopyBook>();

    public CopyKeeper Keeper => _app.Services.GetRequiredService<CopyKeeper>();

    public IReleaseWord Word => _app.Services.GetRequiredService<IReleaseWord>();

    /// <summary>What ended the last link.</summary>
    public Exception? LastFault { get; private set; }

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A connection of its own to the gateway, over the agent's line and with its certificate.</summary>
    public RpcChannel NewChannel()
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = ServerTrust.For(_identity.Server, _identity.Authority, _identity.Certificate),
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, _linePort, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return RpcChannel.Create(handler, _identity.Server);
    }

    /// <summary>Does a command as if the cluster had sent it, and waits for its answer in the journal.</summary>
    public async Task EndHandOverAsync(Contracts.AgentLink.V1.EndHandOver end)
    {
        var runner = _app.Services.GetRequiredService<CommandRunner>();
        if (runner.ExecuteTask is null)
        {
            await runner.StartAsync(_stopping.Token);
        }

        var before = Spool.Journal.LastSequence;
        runner.Take(new Contracts.AgentLink.V1.Command { CommandId = Guid.CreateVersion7().ToString(), EndHandOver = end });
        await TransferHouse.WaitUntilAsync(() => Spool.Journal.LastSequence >= before + 2, "the end of the hand-over and the command's answer");
    }

    /// <summary>The line to the server is lost, in a site of which an administrator has said what goes on meanwhile; what the agent's other lines carry goes on.</summary>
    public async Task CutOffAsync(Contracts.AgentLink.V1.OfflinePolicy meanwhile)
    {
        var batch = new Contracts.AgentLink.V1.ChangeBatch { SnapshotBegin = true, SnapshotEnd = true, Cursor = ++_cursor };
        batch.Changes.Add(new Contracts.AgentLink.V1.Change { Policy = new Contracts.AgentLink.V1.ReplicaPolicy { CredentialKey = Google.Protobuf.ByteString.CopyFrom(new byte[32]), OfflineSecondsMax = 3_600, Offline = meanwhile } });
        batch.Changes.Add(new Contracts.AgentLink.V1.Change { Device = new Contracts.AgentLink.V1.ReplicaDevice { DeviceId = Device.Value, Name = "Copier", Host = "127.0.0.1", Enabled = true } });
        await _app.Services.GetRequiredService<SiteAgent.Replica.IReplica>().ApplyAsync(batch, CancellationToken.None);
        _app.Services.GetRequiredService<LinkState>().Lost("the test cut it");
    }

    /// <summary>Releases another site's job here, as a panel does; once, because it starts what looks after such releases.</summary>
    public async Task<SiteAgent.Delivery.ReleaseRequestResult> RoamAsync(SiteAgent.Roaming.RemoteJob job, ReleaseId release, UserId user)
    {
        var roaming = _app.Services.GetRequiredService<SiteAgent.Roaming.RoamingReleases>();
        await roaming.StartAsync(CancellationToken.None);
        return await roaming.RequestAsync(job, release, Device, user, SiteAgent.Delivery.Finishing.FinishingOptions.AsIs, isFirstPrint: false, CancellationToken.None);
    }

    /// <summary>How far a release is here.</summary>
    public SiteAgent.Delivery.ReleaseProgress? Progress(ReleaseId release) => _app.Services.GetRequiredService<SiteAgent.Delivery.ReleaseBoard>().Find(release);

    /// <summary>Keeps the link from now on.</summary>
    public void KeepLink() => _linking = LinkAsync();

    /// <summary>Listens for other agents.</summary>
    public Task ListenAsync() => _app.Services.GetRequiredService<DirectListener>().StartAsync(CancellationToken.None);

    public async Task<HeldJob> ReceiveAsync(byte[] document, UserId owner, bool isPrivate = false, SiteId? copiedTo = null)
    {
        var origin = new JobOrigin(QueueId.Parse("pull"), Contracts.AgentLink.V1.IntakeProtocol.Ipp, "192.0.2.7");
        await using var intake = Jobs.BeginReceive(JobId.New(TimeProvider.System), origin);
        await intake.AppendAsync(document);
        var result = await intake.CompleteAsync(new JobDetails
        {
            ClaimedUser = "erika",
            Owner = owner,
            Title = "Quarterly report",
            Facts = new Contracts.AgentLink.V1.DocumentFacts { Format = "application/pdf", Pages = new Contracts.AgentLink.V1.PageCount { Pages = 3 } },
            CopiedTo = copiedTo,
            Terms = new JobTerms(TimeSpan.FromDays(1), TimeSpan.FromHours(2), DestroyWhenPrinted: isPrivate),
        });
        result.Code.ShouldBe(ReceiveCode.Accepted);
        return result.Job!;
    }

    /// <summary>Lets the agent's replica know users who name delegates.</summary>
    public async Task LearnAsync(UserId owner, params UserId[] delegates)
    {
        var batch = new Contracts.AgentLink.V1.ChangeBatch { SnapshotBegin = true, SnapshotEnd = true, Cursor = ++_cursor };
        batch.Changes.Add(new Contracts.AgentLink.V1.Change { Policy = new Contracts.AgentLink.V1.ReplicaPolicy { CredentialKey = Google.Protobuf.ByteString.CopyFrom(new byte[32]) } });
        batch.Changes.AddRange(delegates.Append(owner).Select(id => new Contracts.AgentLink.V1.Change { User = new Contracts.AgentLink.V1.ReplicaUser { UserId = id.ToString(), LoginName = "u" + id.Value.ToString("N"), Active = true } }));
        batch.Changes[^1].User.DelegateUserIds.AddRange(delegates.Select(id => id.ToString()));
        await _app.Services.GetRequiredService<SiteAgent.Replica.IReplica>().ApplyAsync(batch, CancellationToken.None);
    }

    public FetchOrder Order(JobId job, UserId user, ReleaseId? release = null) => new(job, release ?? ReleaseId.New(TimeProvider.System), Device, user);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _linking;
        // as a host does: what has not ended by then, such as a transfer over a line that has fallen silent, is broken off
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.Services.GetRequiredService<DirectListener>().StopAsync(patience.Token).WaitAsync(TimeSpan.FromSeconds(30));
        await _app.Services.GetRequiredService<DocumentSender>().StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        await _app.DisposeAsync();
        _stopping.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task LinkAsync()
    {
        var sessions = _app.Services.GetRequiredService<LinkSessionFactory>();
        while (!_stopping.IsCancellationRequested)
        {
            using var channel = NewChannel();
            try
            {
                await sessions.RunAsync(channel, _stopping.Token);
            }
            catch (Exception fault) when (fault is RpcException or OperationCanceledException)
            {
                LastFault = fault; // dials again
            }
        }
    }
}
