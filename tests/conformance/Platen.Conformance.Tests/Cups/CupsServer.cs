using System.Globalization;
using System.Net.Sockets;
using Platen.Conformance.Tests.Running;

namespace Platen.Conformance.Tests.Cups;

/// <summary>A private cupsd in a folder of its own, as the CUPS of a workstation.</summary>
internal sealed class CupsServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platen-cups-");
    private readonly int _port = RunningAgent.FreePort();
    private Peer? _process;

    private string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public static async Task<CupsServer> StartAsync()
    {
        var server = new CupsServer();
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

    /// <summary>Adds a driverless queue: CUPS asks the printer what it can do, and makes the queue of that.</summary>
    public async Task AddDriverlessQueueAsync(string name, string uri)
    {
        string[] add = ["-h", Address, "-p", name, "-E", "-v", uri, "-m", "everywhere"];
        await RunAsync("lpadmin", "cups-client", add);

        // seen once: cupsd made the queue, had no filter for a PDF, and aborted its job ("Unable to convert file 0"); why is not known
        using var patience = new CancellationTokenSource(Patience);
        while (!(await Tool.RunAsync("ipptool", "cups-ipp-utils", _folder.FullName, Patience, ["-tv", $"ipp://{Address}/printers/{name}", "get-printer-attributes.test"])).Text.Contains("application/pdf", StringComparison.Ordinal))
        {
            patience.IsCancellationRequested.ShouldBeFalse($"the queue takes no PDF\n{Log()}");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
            await RunAsync("lpadmin", "cups-client", add);
        }
    }

    public Task PrintAsync(string queue, string file, string user, params string[] options) => RunAsync("lp", "cups-client", ["-h", Address, "-d", queue, "-U", user, .. options, file]);

    /// <summary>What the server wrote into its log.</summary>
    public string Log() => File.Exists(In("log/error_log")) ? File.ReadAllText(In("log/error_log")) : "";

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task OpenAsync()
    {
        foreach (var name in (string[])["etc/ssl", "etc/ppd", "spool/tmp", "cache", "log", "state"])
        {
            Directory.CreateDirectory(In(name));
        }

        // filters run as another user when the server is root
        Open(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        await File.WriteAllTextAsync(In("etc/cups-files.conf"), Files());
        await File.WriteAllTextAsync(In("etc/cupsd.conf"), Configuration());
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "coreutils", "-R", "root:lp", In("spool"), In("cache"), In("state"), In("etc"), In("log"));
        }

        Open(In("spool"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
        Open(In("spool/tmp"), UnixFileMode.StickyBit | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute);
        _process = Peer.Start("/usr/sbin/cupsd", "cups-daemon", ["-f", "-c", In("etc/cupsd.conf"), "-s", In("etc/cups-files.conf")]);
        await _process.UntilAsync(IsUp, "port " + Address);
    }

    private async Task RunAsync(string program, string package, params string[] arguments)
    {
        var (code, text) = await Tool.RunAsync(program, package, _folder.FullName, Patience, arguments);
        code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{text}\n{Log()}");
    }

    private bool IsUp()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Open(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private string Files() => $"""
        SystemGroup root lpadmin
        AccessLog {In("log/access_log")}
        ErrorLog {In("log/error_log")}
        PageLog {In("log/page_log")}
        CacheDir {In("cache")}
        RequestRoot {In("spool")}
        TempDir {In("spool/tmp")}
        ServerRoot {In("etc")}
        ServerKeychain {In("etc/ssl")}
        StateDir {In("state")}

        """;

    private string Configuration() => $"""
        LogLevel info
        MaxLogSize 0
        Listen {Address}
        Browsing No
        WebInterface No
        DefaultEncryption Never
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
