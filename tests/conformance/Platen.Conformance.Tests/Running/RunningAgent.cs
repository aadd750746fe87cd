using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Users;
using Platen.SiteAgent.Hosting;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.VirtualMfp;
using Platen.VirtualMfp.Device;

namespace Platen.Conformance.Tests.Running;

/// <summary>A whole agent, composed as the program composes itself, on free ports of this machine, cut off from any server, with a virtual MFP behind its direct queue.</summary>
internal sealed class RunningAgent : IAsyncDisposable
{
    public const string Direct = "office";
    public const string Pull = "follow-me";

    /// <summary>A direct queue to the same MFP by RAW, as a printer that takes PCL 5 only.</summary>
    public const string Pcl = "pcl-only";

    /// <summary>How many queues there are, for those who count what is announced.</summary>
    public const int QueueCount = 3;

    public const string AlicesPassword = "correct horse battery staple";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platen-conformance-");
    private WebApplication _app = null!;
    private VirtualMfpServer _mfp = null!;

    public int IppPort { get; } = FreePort();

    public int IppsPort { get; } = FreePort();

    public string Folder => _folder.FullName;

    public IHeldJobs Jobs => _app.Services.GetRequiredService<IHeldJobs>();

    public static async Task<RunningAgent> StartAsync(params string[] settings)
    {
        var agent = new RunningAgent();
        try
        {
            await agent.RunAsync(settings);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    public string PrinterUri(string queue, string scheme = "ipp") => string.Create(CultureInfo.InvariantCulture, $"{scheme}://localhost:{(scheme == "ipps" ? IppsPort : IppPort)}/ipp/print/{queue}");

    /// <summary>The documents that came out of the MFP, in the order of printing.</summary>
    public IReadOnlyList<byte[]> Printed() =>
        [.. Directory.EnumerateFiles(_mfp.Endpoints.OutputFolder)
            .Where(file => !file.EndsWith(".partial", StringComparison.Ordinal) && !file.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public static async Task UntilAsync(Func<bool> fulfilled, Func<string> what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!fulfilled())
        {
            try
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException fault)
            {
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what()}.", fault);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_mfp is not null)
        {
            await _mfp.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task RunAsync(string[] settings)
    {
        _mfp = await VirtualMfpServer.StartAsync(new MfpOptions { DataFolder = Path.Combine(Folder, "mfp") }, NullLoggerFactory.Instance, TimeProvider.System);
        string[] own =
        [
            "--hostBuilder:reloadConfigOnChange=false", $"--Agent:DataDirectory={Path.Combine(Folder, "agent")}", $"--Agent:IppPort={IppPort}", $"--Agent:IppsPort={IppsPort}",
            "--Agent:LpdPort=0", "--Agent:PanelPort=0", "--Spool:SpareSegments=0",
        ];
        var builder = WebApplication.CreateBuilder([.. own, .. settings]);
        builder.Logging.ClearProviders();
        builder.AddSiteAgent();
        _app = builder.Build();
        _app.MapSiteAgent();
        await _app.StartAsync();
        await _app.Services.GetRequiredService<IReplica>().ApplyAsync(Snapshot(), CancellationToken.None);
    }

    private ChangeBatch Snapshot()
    {
        var batch = new ChangeBatch { Cursor = 1, SnapshotBegin = true, SnapshotEnd = true };
        batch.Changes.Add(new Change { Policy = new ReplicaPolicy { CredentialKey = ByteString.CopyFrom(new byte[32]), TenantName = "Acme", SiteName = "Leipzig" } });
        batch.Changes.Add(new Change { User = User(1, "alice", PasswordHash.Create(AlicesPassword, PasswordAlgorithm.Pbkdf2Sha512)) });
        batch.Changes.Add(new Change { User = User(2, Environment.UserName, "") });
        batch.Changes.Add(new Change
        {
            Device = new ReplicaDevice
            {
                DeviceId = "mfp-1", Name = "MFP 1", Location = "2nd floor", Host = "127.0.0.1", Port = _mfp.Endpoints.IppPort, Path = "/ipp/print", Protocol = DeliveryProtocol.Ipp, Enabled = true, Colour = true, Duplex = true,
            },
        });
        batch.Changes.Add(new Change
        {
            Device = new ReplicaDevice { DeviceId = "mfp-2", Name = "MFP 2", Host = "127.0.0.1", Port = _mfp.Endpoints.RawPort, Protocol = DeliveryProtocol.Raw, Enabled = true, Accepts = { "pcl5" } },
        });
        batch.Changes.Add(new Change { Queue = Queue(Pcl, ReplicaQueue.Types.Kind.Direct, "mfp-2") });
        batch.Changes.Add(new Change { Queue = Queue(Direct, ReplicaQueue.Types.Kind.Direct, "mfp-1") });
        batch.Changes.Add(new Change { Queue = Queue(Pull, ReplicaQueue.Types.Kind.Pull, "") });
        return batch;
    }

    private static ReplicaUser User(int number, string login, string passwordHash) =>
        new() { UserId = $"019a9f5e-7c1a-7bbb-8000-{number:x12}", LoginName = login, DisplayName = login, Active = true, PasswordHash = passwordHash };

    private static ReplicaQueue Queue(string id, ReplicaQueue.Types.Kind kind, string device) => new()
    {
        QueueId = id, Name = id, Kind = kind, DeviceId = device, UnknownOwner = ReplicaQueue.Types.UnknownOwner.Hold, KeepHeldSeconds = 86_400, KeepReleasedSeconds = 3_600,
    };
}
