using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>CUPS' ippeveprinter, which speaks IPP and IPPS on one port, with the bus and the mDNS daemon of its own that it does not start without.</summary>
internal sealed class EverywherePrinter : IAsyncDisposable
{
    private const string BusConfiguration = """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>system</type>
          <listen>unix:path=@BUS@</listen>
          <auth>EXTERNAL</auth>
          <policy context="default">
            <allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_destination="*"/><allow receive_sender="*"/>
            <allow send_requested_reply="true"/><allow receive_requested_reply="true"/><allow eavesdrop="true"/>
          </policy>
        </busconfig>
        """;

    private const string AvahiConfiguration = """
        [server]
        host-name=platen-test
        use-ipv4=yes
        use-ipv6=no
        allow-interfaces=lo
        enable-dbus=yes
        disallow-other-stacks=no
        [wide-area]
        enable-wide-area=no
        """;

    // avahi-daemon keeps one file of its process' number for the whole machine: a second one does not start
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("platen-ippeve-").FullName;
    private readonly Stack<PeerProcess> _processes = new();

    public int Port { get; } = PeerProcess.FreePort();

    /// <param name="command">A shell script that prints; it may tell of pages by <c>ATTR:</c> lines on its standard error.</param>
    /// <param name="formats">What it takes, as media types with commas between.</param>
    public static async Task<EverywherePrinter> StartAsync(string command = "exit 0", string formats = "application/pdf,application/octet-stream")
    {
        await OneAtATime.WaitAsync();
        var printer = new EverywherePrinter();
        try
        {
            await printer.OpenAsync(command, formats);
            return printer;
        }
        catch
        {
            await printer.DisposeAsync();
            throw;
        }
    }

    public IReadOnlyList<byte[]> Documents() => [.. Directory.EnumerateFiles(Path.Combine(_folder, "spool")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length > 0)]; // it keeps an empty file of texts beside each job

    public async ValueTask DisposeAsync()
    {
        while (_processes.TryPop(out var process))
        {
            await process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
        OneAtATime.Release();
    }

    private async Task OpenAsync(string command, string formats)
    {
        var bus = Path.Combine(_folder, "bus");
        var address = ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + bus);
        var daemon = Start("/usr/bin/dbus-daemon", "dbus", ["--config-file=" + Write("bus.conf", BusConfiguration.Replace("@BUS@", bus, StringComparison.Ordinal)), "--nofork", "--nopidfile"]);
        await daemon.WaitForFileAsync(bus);
        var avahi = Start("/usr/sbin/avahi-daemon", "avahi-daemon", ["-f", Write("avahi.conf", AvahiConfiguration), "--no-drop-root", "--no-chroot", "--no-rlimits"], address);
        await avahi.WaitForWordsAsync("Server startup complete");
        Directory.CreateDirectory(Path.Combine(_folder, "spool"));
        Directory.CreateDirectory(Path.Combine(_folder, "keys"));
        var script = Write("print.sh", "#!/bin/sh\n" + command + "\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var printer = Start(
            "/usr/sbin/ippeveprinter", "cups-ipp-utils",
            ["-p", $"{Port}", "-n", "localhost", "-d", Path.Combine(_folder, "spool"), "-k", "-K", Path.Combine(_folder, "keys"), "-c", script, "-f", formats, "Everywhere"],
            address);
        await printer.WaitForPortAsync(Port);
        await MakeCertificateAsync();
    }

    // it makes its certificate at the first handshake, and two at once make two
    private async Task MakeCertificateAsync()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null });
    }

    private PeerProcess Start(string program, string package, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var process = PeerProcess.Start(program, package, arguments, environment);
        _processes.Push(process);
        return process;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
