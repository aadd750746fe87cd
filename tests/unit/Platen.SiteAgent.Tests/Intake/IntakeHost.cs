using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Users;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Intake.Hosting;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Options;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Hosting;
using Platen.SiteAgent.Tests.Replica;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>The intake of an agent on free ports of this machine, over a real spool and a real replica: two pull queues, one of which refuses unknown owners.</summary>
internal sealed class IntakeHost : IAsyncDisposable
{
    public const string Pull = "follow-me";
    public const string KnownOnly = "known-only";
    public static readonly UserId Alice = ReplicaFixture.Id(1);
    public static readonly UserId Bob = ReplicaFixture.Id(2);

    /// <summary>The account that runs the tests: programs without an option for the user's name print as this one.</summary>
    public static readonly UserId Me = ReplicaFixture.Id(3);

    public const string AlicesPassword = "correct horse battery staple";
    private static readonly Lazy<string> AlicesHash = new(() => PasswordHash.Create(AlicesPassword, PasswordAlgorithm.Pbkdf2Sha512));

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platen-intake-");
    private WebApplication _app = null!;

    public int IppPort { get; private set; }

    public int IppsPort { get; private set; }

    public int LpdPort { get; private set; }

    public int LpdTlsPort { get; private set; }

    public int RawPort { get; } = FreePort();

    public int KnownOnlyRawPort { get; } = FreePort();

    /// <summary>What the IPPS port shows.</summary>
    public X509Certificate2 ServerCertificate { get; } = Certificate();

    public string Folder => _folder.FullName;

    public IHeldJobs Jobs => Get<IHeldJobs>();

    public static async Task<IntakeHost> StartAsync(TimeProvider? time = null, Action<IntakeOptions>? intake = null, Action<SpoolOptions>? spool = null)
    {
        var host = new IntakeHost();
        await host.ListenAsync(time ?? TimeProvider.System, intake ?? (_ => { }), spool ?? (_ => { }));
        return host;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public string PrinterUri(string scheme, string queue = Pull) => string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{(scheme == "ipps" ? IppsPort : IppPort)}/ipp/print/{queue}");

    /// <summary>The server changes what the site knows.</summary>
    public ValueTask ChangeAsync(params Change[] changes)
    {
        var replica = Get<IReplica>();
        var batch = new ChangeBatch { Cursor = replica.Cursor + 1 };
        batch.Changes.AddRange(changes);
        return replica.ApplyAsync(batch, default);
    }

    /// <summary>The administrator sets the pull queue's intake policy.</summary>
    public ValueTask SetPolicyAsync(IntakePolicy policy, ReplicaQueue.Types.UnknownOwner unknown = ReplicaQueue.Types.UnknownOwner.Hold)
    {
        var queue = Queue(Pull, unknown, RawPort);
        queue.Intake = policy;
        return ChangeAsync(new Change { Queue = queue });
    }

    /// <summary>Whether somebody listens on the port.</summary>
    public static bool IsListening(int port) => IsOpen(port);

    /// <summary>From now on the disk counts as full.</summary>
    public void FillDisk() => Get<IOptions<SpoolOptions>>().Value.FreeBytesReserve = long.MaxValue / 2;

    /// <summary>A file that a real client prints.</summary>
    public async Task<string> FileAsync(byte[] document, string name = "document")
    {
        var path = Path.Combine(Folder, name);
        await File.WriteAllBytesAsync(path, document);
        return path;
    }

    /// <summary>Waits until so many jobs are held, and gives them in the order of receipt.</summary>
    public async Task<IReadOnlyList<HeldJob>> JobsAsync(int count)
    {
        await UntilAsync(() => Jobs.Count >= count, () => $"{count} held jobs; there are {Jobs.Count}");
        Jobs.Count.ShouldBe(count);
        return Jobs.ListAll(after: null, count);
    }

    /// <summary>Waits for the one job, with its document as it was sent.</summary>
    public async Task<HeldJob> TheJobAsync(byte[] document)
    {
        var job = (await JobsAsync(1))[0];
        (await ReadAsync(job)).AsSpan().SequenceEqual(document).ShouldBeTrue("the held document differs from the one that was sent");
        return job;
    }

    public async Task<byte[]> ReadAsync(HeldJob job)
    {
        await using var reader = await Jobs.OpenAsync(job.Id);
        using var copy = new MemoryStream();
        await reader.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>Waits until the second look at the pages is over, whatever it found.</summary>
    public async Task<PageCount> PagesAsync(HeldJob job, Func<PageCount, bool> wanted)
    {
        PageCount Now() => Jobs.Find(job.Id)!.Facts.Pages;
        await UntilAsync(() => wanted(Now()), () => $"the pages to be counted; they are {Now()}");
        return Now();
    }

    /// <summary>Waits until nothing is on its way in, and nothing of it has become a job.</summary>
    public async Task ShouldKeepNothingAsync()
    {
        await UntilAsync(() => Get<JobReceiver>().OpenReceptions == 0, () => $"every reception to end; {Get<JobReceiver>().OpenReceptions} are open");
        Jobs.Count.ShouldBe(0);
    }

    /// <summary>Waits until so many documents are on their way in.</summary>
    public Task ReceptionsAsync(int count) => UntilAsync(() => Get<JobReceiver>().OpenReceptions == count, () => $"{count} open receptions; there are {Get<JobReceiver>().OpenReceptions}");

    public static async Task UntilAsync(Func<bool> fulfilled, Func<string> what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
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
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task ListenAsync(TimeProvider time, Action<IntakeOptions> intake, Action<SpoolOptions> spool)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(Listen);
        var services = builder.Services;
        services.AddSingleton(time);
        services.AddSingleton<IReplica>(await ReplicaAsync());
        services.AddOptions<AgentOptions>();
        services.AddSpool();
        services.Configure<SpoolOptions>(options =>
        {
            options.Directory = Path.Combine(Folder, "spool");
            (options.SegmentBytes, options.SpareSegments, options.JournalFileBytes) = (4 * 1024 * 1024, 0, 8 * 1024 * 1024);
            spool(options);
        });
        services.AddIntake();
        services.Configure(intake);
        _app = builder.Build();
        var ports = new int[2];
        _app.UseIpp(ports);
        await _app.StartAsync();
        var bound = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address).Port).ToArray();
        (ports[0], ports[1]) = (IppPort, IppsPort) = (bound[0], bound[1]);
        (LpdPort, LpdTlsPort) = (bound[2], bound[3]);
        await UntilAsync(() => IsOpen(RawPort) && IsOpen(KnownOnlyRawPort), () => "the RAW ports to open");
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseIpps(Context(ServerCertificate)));
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseLpd());
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseLpdTls(Context(Certificate())));
    }

    private async Task<DurableReplica> ReplicaAsync()
    {
        var replica = new ReplicaFixture().Open();
        var alice = ReplicaFixture.User(1, "alice");
        alice.PasswordHash = AlicesHash.Value;
        var batch = ReplicaFixture.Snapshot(1, alice, ReplicaFixture.User(2, "bob"), ReplicaFixture.User(3, Environment.UserName));
        batch.Changes.Add(new Change { Queue = Queue(Pull, ReplicaQueue.Types.UnknownOwner.Hold, RawPort) });
        batch.Changes.Add(new Change { Queue = Queue(KnownOnly, ReplicaQueue.Types.UnknownOwner.Refuse, KnownOnlyRawPort) });
        await replica.ApplyAsync(batch, default);
        return replica;
    }

    private static ReplicaQueue Queue(string id, ReplicaQueue.Types.UnknownOwner unknown, int rawPort) =>
        new() { QueueId = id, Name = id, Kind = ReplicaQueue.Types.Kind.Pull, UnknownOwner = unknown, RawPort = rawPort, KeepHeldSeconds = 86_400, KeepReleasedSeconds = 3_600 };

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static bool IsOpen(int port)
    {
        try
        {
            // to its end, so that it takes no room when the test begins
            using var client = new TcpClient("127.0.0.1", port);
            client.Client.Shutdown(SocketShutdown.Send);
            return client.Client.Receive(new byte[1]) == 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Func<SslStreamCertificateContext> Context(X509Certificate2 certificate)
    {
        var context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        return () => context;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
