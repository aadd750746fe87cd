using Platen.Conformance.Tests.Running;

namespace Platen.Conformance.Tests.Discovery;

/// <summary>A real avahi-daemon on the loopback interface, with a D-Bus of its own.</summary>
internal sealed class AvahiDaemon : IAsyncDisposable
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
        host-name=platen-discovery
        use-ipv4=yes
        use-ipv6=no
        allow-interfaces=lo
        enable-dbus=yes
        disallow-other-stacks=no
        [wide-area]
        enable-wide-area=no
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platen-avahi-");
    private readonly Stack<Peer> _processes = new();

    /// <summary>Where programs find the bus.</summary>
    public (string Name, string Value) Address => ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + In("bus"));

    public static async Task<AvahiDaemon> StartAsync()
    {
        var daemon = new AvahiDaemon();
        try
        {
            await daemon.OpenAsync();
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>The lines of avahi-browse about services of a type (or sub-type), resolved.</summary>
    public async Task<string[]> BrowseAsync(string type)
    {
        var (_, text) = await Tool.RunAsync("avahi-browse", "avahi-utils", _folder.FullName, Patience, ["--resolve", "--terminate", "--parsable", "--no-db-lookup", type], Address);
        return [.. text.Split('\n').Where(line => line.StartsWith("=;", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        while (_processes.TryPop(out var process))
        {
            await process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task OpenAsync()
    {
        await File.WriteAllTextAsync(In("bus.conf"), BusConfiguration.Replace("@BUS@", In("bus"), StringComparison.Ordinal));
        await File.WriteAllTextAsync(In("avahi.conf"), AvahiConfiguration);
        var bus = Start("/usr/bin/dbus-daemon", "dbus-daemon", "--config-file=" + In("bus.conf"), "--nofork", "--nopidfile");
        await bus.UntilAsync(() => Path.Exists(In("bus")), "the bus");
        var avahi = Start("/usr/sbin/avahi-daemon", "avahi-daemon", "-f", In("avahi.conf"), "--no-drop-root", "--no-chroot", "--no-rlimits");
        await avahi.UntilSaysAsync("Server startup complete");
    }

    private Peer Start(string program, string package, params string[] arguments)
    {
        var process = Peer.Start(program, package, arguments, Address);
        _processes.Push(process);
        return process;
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
