using System.Globalization;
using Platen.SiteAgent.Tests.Intake;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>CUPS' LPD server, which is made for inetd: one process a connection, started by socat, before a private cupsd whose raw queue prints to a port that another socat writes into a file.</summary>
internal sealed class CupsLpdServer : IAsyncDisposable
{
    /// <summary>The queue that takes jobs.</summary>
    public const string Queue = "printed";

    private const string Daemon = "/usr/lib/cups/daemon/cups-lpd";
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-cupslpd-").FullName;
    private readonly int _cupsPort = PeerProcess.FreePort();
    private readonly Stack<PeerProcess> _processes = new();

    public int Port { get; } = PeerProcess.FreePort();

    private string Output => Path.Combine(_folder, "output");

    public static async Task<CupsLpdServer> StartAsync()
    {
        var server = new CupsLpdServer();
        try
        {
            await server.OpenAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the queue has written the document to its file, and gives the file.</summary>
    public async Task<byte[]> PrintedAsync(long bytes)
    {
        await _processes.First().WaitForAsync(() => File.Exists(Output) && new FileInfo(Output).Length >= bytes, $"{bytes} bytes in the queue's file");
        return await File.ReadAllBytesAsync(Output);
    }

    /// <summary>What CUPS keeps of its jobs: its control files hold names and titles as they came.</summary>
    public IReadOnlyList<string> ControlFiles() => [.. Directory.EnumerateFiles(Path.Combine(_folder, "spool"), "c*").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public async ValueTask DisposeAsync()
    {
        while (_processes.TryPop(out var process))
        {
            await process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        File.Exists(Daemon).ShouldBeTrue($"{Daemon} is missing: install the Debian package cups-daemon");
        foreach (var name in (string[])["etc/ssl", "spool/tmp", "cache", "log", "state"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }

        // cupsd's filters run as a user of their own, who must get to the spool
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        await File.WriteAllTextAsync(Path.Combine(_folder, "cups-files.conf"), Files());
        await File.WriteAllTextAsync(Path.Combine(_folder, "cupsd.conf"), Configuration());
        var cupsd = Start("/usr/sbin/cupsd", "cups-daemon", ["-f", "-c", Path.Combine(_folder, "cupsd.conf"), "-s", Path.Combine(_folder, "cups-files.conf")]);
        await cupsd.WaitForPortAsync(_cupsPort);
        var sinkPort = PeerProcess.FreePort();
        var sink = Start("/usr/bin/socat", "socat", ["-u", $"TCP-LISTEN:{sinkPort},bind=127.0.0.1,reuseaddr,fork", $"OPEN:{Output},creat,append"]);
        await sink.WaitForPortAsync(sinkPort);
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_cupsPort}");
        await PrintClient.RunAsync("/usr/sbin/lpadmin", "cups-client", _folder, ["-h", address, "-p", Queue, "-E", "-v", string.Create(CultureInfo.InvariantCulture, $"socket://127.0.0.1:{sinkPort}/?snmp=false"), "-m", "raw"]);
        var socat = Start("/usr/bin/socat", "socat", [$"TCP-LISTEN:{Port},bind=127.0.0.1,reuseaddr,fork", $"EXEC:{Daemon} -n"], ("CUPS_SERVER", address));
        await socat.WaitForPortAsync(Port);
    }

    private PeerProcess Start(string program, string package, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var process = PeerProcess.Start(program, package, arguments, environment);
        _processes.Push(process);
        return process;
    }

    private string Files() => $"""
        SystemGroup root
        AccessLog {_folder}/log/access_log
        ErrorLog stderr
        PageLog {_folder}/log/page_log
        CacheDir {_folder}/cache
        RequestRoot {_folder}/spool
        TempDir {_folder}/spool/tmp
        ServerRoot {_folder}/etc
        ServerKeychain {_folder}/etc/ssl
        StateDir {_folder}/state

        """;

    // a job's control file is written at once, so that the test can look into it
    private string Configuration() => $"""
        LogLevel warn
        Listen 127.0.0.1:{_cupsPort}
        Browsing No
        WebInterface No
        DefaultEncryption Never
        DirtyCleanInterval 0
        PreserveJobHistory Yes
        <Location />
          Order allow,deny
          Allow from 127.0.0.1
        </Location>
        <Location /admin>
          Order allow,deny
          Allow from 127.0.0.1
        </Location>
        <Policy default>
          <Limit All>
            Order deny,allow
            Allow from 127.0.0.1
          </Limit>
        </Policy>

        """;
}
