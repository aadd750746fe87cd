using System.Security.Cryptography.X509Certificates;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Peers;
using Platen.SiteAgent.Identity;

namespace Platen.Benchmarks.Measures;

/// <summary>The agent under test: the real program (<c>Platen.SiteAgent run</c>) in a process and a folder of its own, without a server.</summary>
internal sealed class AgentProcess : IDisposable
{
    private const int CompareAllUpTo = 100;
    private const int CompareEvery = 50;
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly BenchFolders _folders;
    private ChildProcess _process;

    private AgentProcess(BenchFolders folders, string folder, int rawPort)
    {
        (_folders, _folder) = (folders, folder);
        RawPort = rawPort;
        (LpdPort, IppPort, PanelPort) = (Sockets.FreePort(), Sockets.FreePort(), Sockets.FreePort());
        _process = Launch();
    }

    public int RawPort { get; }

    public int LpdPort { get; }

    public int IppPort { get; }

    public int PanelPort { get; }

    /// <summary>Memory that it holds, in bytes.</summary>
    public long ResidentBytes => _process.ResidentBytes;

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <summary>Starts one in a new folder and waits until it is ready.</summary>
    /// <param name="folders">Where.</param>
    /// <param name="devicePort">The device's port 9100.</param>
    /// <param name="users">How many users its replica has besides those who log in.</param>
    public static AgentProcess Start(BenchFolders folders, int devicePort, int users = 0)
    {
        var folder = folders.New("agent");
        Directory.CreateDirectory(folder);
        var rawPort = Sockets.FreePort();
        AgentSeed.WriteAsync(Data(folder), rawPort, devicePort, users).GetAwaiter().GetResult();
        return new AgentProcess(folders, folder, rawPort);
    }

    /// <summary>Whether that is the certificate which the agent made for itself.</summary>
    public bool IsOwn(X509Certificate? certificate)
    {
        using var own = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(new AgentFolders(Data(_folder)).Keys, "service.pem"));
        return own.Equals(certificate);
    }

    /// <summary>kill -9, and a new start on the same files; returns when it is ready.</summary>
    public void KillAndStart(Action killed)
    {
        _process.Kill();
        killed();
        _process = Launch();
    }

    /// <summary>Stops the agent, reads its spool back, and compares its documents with what was sent: all of a few, every 50th of many.</summary>
    /// <returns>Jobs held.</returns>
    /// <exception cref="LoadException">A document is not equal.</exception>
    public int StopAndCount(byte[] document)
    {
        _process.Terminate();
        return CountAsync(document).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _process.Dispose();
        _folders.Drop(_folder);
    }

    private static string Data(string folder) => Path.Combine(folder, "data");

    private async Task<int> CountAsync(byte[] document)
    {
        await using var spool = await AgentSeed.OpenSpoolAsync(Data(_folder));
        var every = spool.Jobs.Count <= CompareAllUpTo ? 1 : CompareEvery;
        foreach (var job in spool.Jobs.ListAll(after: null, limit: int.MaxValue).Where((_, number) => number % every == 0))
        {
            await using var reader = await spool.Jobs.OpenAsync(job.Id);
            using var copy = new MemoryStream();
            await reader.CopyToAsync(copy);
            if (!copy.GetBuffer().AsSpan(0, (int)copy.Length).SequenceEqual(document))
            {
                throw new LoadException($"job {job.Id} is not equal to what was sent");
            }
        }

        return spool.Jobs.Count;
    }

    private ChildProcess Launch()
    {
        var process = ChildProcess.Start(
            Path.Combine(_folder, "log"), environment: null, Program(), "run", $"--Agent:DataDirectory={Data(_folder)}", $"--Agent:LpdPort={LpdPort}", $"--Agent:IppPort={IppPort}",
            "--Agent:IppsPort=0", $"--Agent:PanelPort={PanelPort}");
        process.Await(IsReady, StartMax);
        return process;
    }

    // ready is what the agent says of itself, and an IPP answer: the stricter of the two
    private bool IsReady()
    {
        using var panel = new PanelClient(this, from: null);
        if (panel.Request("GET", "/health/ready", token: null, body: null) != 200)
        {
            return false;
        }

        using var ipp = new IppSender(IppPort, IppRequests.GetPrinterAttributes(IppPort, AgentSeed.QueuePath));
        ipp.Send();
        return true;
    }

    private static string Program() => Environment.GetEnvironmentVariable("PLATEN_BENCH_AGENT")
        ?? throw new InvalidOperationException("PLATEN_BENCH_AGENT does not name the agent's program: run ops/bench, which builds it.");
}
