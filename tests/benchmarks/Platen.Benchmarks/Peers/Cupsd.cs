using Platen.Benchmarks.Load;

namespace Platen.Benchmarks.Peers;

/// <summary>
/// A private cupsd in a folder of its own, as root. Two things differ from a cupsd as it is shipped, so that it takes the load at all: it forgets no jobs (<c>MaxJobs 0</c>) and takes 500
/// clients (<c>MaxClients</c>).
/// </summary>
internal sealed class Cupsd : IDisposable
{
    /// <summary>The queue to which everything is sent.</summary>
    public const string Queue = "held";

    public const string QueuePath = "/printers/" + Queue;
    private const string User = "lp";
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly string _address;
    private ChildProcess _process;

    private Cupsd(string folder, int port)
    {
        (_folder, Port) = (folder, port);
        _address = $"127.0.0.1:{port}";
        _process = Launch();
    }

    public int Port { get; }

    private string Spool => Path.Combine(_folder, "spool");

    /// <summary>Starts one with its queue.</summary>
    /// <param name="folder">A new folder.</param>
    /// <param name="durability">What it does for the safety of jobs.</param>
    /// <param name="sinkPort">Where its queue prints to.</param>
    public static Cupsd Start(string folder, CupsDurability durability, int sinkPort)
    {
        foreach (var name in (string[])["etc/ssl", "spool/tmp", "cache", "log", "state"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        var port = Sockets.FreePort();
        File.WriteAllText(Path.Combine(folder, "etc/cups-files.conf"), Files(folder, durability));
        File.WriteAllText(Path.Combine(folder, "etc/cupsd.conf"), Configuration(port, durability));
        ChildProcess.Run("chown", "-R", $"root:{User}", folder);
        ChildProcess.Run("chmod", "0710", Path.Combine(folder, "spool"));
        ChildProcess.Run("chmod", "1770", Path.Combine(folder, "spool/tmp"));
        var cupsd = new Cupsd(folder, port);
        ChildProcess.Run("lpadmin", "-h", cupsd._address, "-p", Queue, "-E", "-v", $"socket://127.0.0.1:{sinkPort}/?snmp=false", "-m", "raw", "-o", "printer-error-policy=retry-job");
        return cupsd;
    }

    /// <summary>kill -9, and a new start on the same files; returns when it answers.</summary>
    public void KillAndStart(Action killed)
    {
        _process.Kill();
        killed();
        _process = Launch();
    }

    public void StopQueue() => ChildProcess.Run("cupsdisable", "-h", _address, Queue);

    public void StartQueue() => ChildProcess.Run("cupsenable", "-h", _address, Queue);

    /// <summary>Jobs that it says it holds.</summary>
    public int CountJobs() => ChildProcess.Run("lpstat", "-h", _address, "-o", Queue).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Documents in its spool that are equal, byte for byte, to the one that was sent.</summary>
    public int CountDocuments(byte[] document) => Directory.EnumerateFiles(Spool, "d*").Count(path => File.ReadAllBytes(path).AsSpan().SequenceEqual(document));

    public void Dispose() => _process.Dispose();

    private ChildProcess Launch()
    {
        var process = ChildProcess.Start(
            Path.Combine(_folder, "log/out"), environment: null, "cupsd", "-f", "-c", Path.Combine(_folder, "etc/cupsd.conf"), "-s", Path.Combine(_folder, "etc/cups-files.conf"));
        process.Await(
            () =>
            {
                // it answers successful-ok, or not-found before the queue is made
                using var client = Sockets.Connect(Port);
                Sockets.SendAll(client, IppRequests.GetPrinterAttributes(Port, QueuePath));
                using var stream = new System.Net.Sockets.NetworkStream(client);
                return new HttpReplyReader(stream).Read() == 200;
            },
            StartMax);
        return process;
    }

    private static string Files(string folder, CupsDurability durability) => $"""
        SystemGroup root lpadmin
        User {User}
        Group {User}
        AccessLog {folder}/log/access_log
        ErrorLog {folder}/log/error_log
        PageLog {folder}/log/page_log
        CacheDir {folder}/cache
        RequestRoot {folder}/spool
        TempDir {folder}/spool/tmp
        ServerRoot {folder}/etc
        ServerKeychain {folder}/etc/ssl
        StateDir {folder}/state
        SyncOnClose {(durability == CupsDurability.Durable ? "Yes" : "No")}

        """;

    private static string Configuration(int port, CupsDurability durability) => $"""
        LogLevel warn
        MaxLogSize 0
        Listen 127.0.0.1:{port}
        Browsing No
        WebInterface No
        DefaultEncryption Never
        MaxJobs 0
        MaxClients 500
        {(durability == CupsDurability.AsShipped ? "" : "DirtyCleanInterval 0")}
        <Location />
          Order allow,deny
          Allow from 127.0.0.1
        </Location>
        <Location /admin>
          Order allow,deny
          Allow from 127.0.0.1
        </Location>
        <Policy default>
          JobPrivateAccess all
          JobPrivateValues none
          <Limit All>
            Order deny,allow
            Allow from 127.0.0.1
          </Limit>
        </Policy>

        """;
}
