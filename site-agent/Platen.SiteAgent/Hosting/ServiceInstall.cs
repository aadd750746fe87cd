using System.ComponentModel;
using System.Diagnostics;

namespace Platen.SiteAgent.Hosting;

/// <summary>
/// Installs the agent as a service of systemd: the hardened unit that is shipped with it, its settings, a user of its own, started now and at every boot. Run again it brings the unit up to date and leaves settings as they are.
/// </summary>
/// <param name="root">Where the machine's file system is; another one than <c>/</c> is only written to (an image that is being made): nothing is started, and no user made.</param>
/// <param name="program">The agent's program, full path.</param>
internal sealed class ServiceInstall(string root, string program)
{
    /// <summary>The agent's data, as unit and settings name it.</summary>
    public const string DataFolder = "/var/lib/platen-agent";

    private const string Service = "platen-agent";
    private const string ShippedProgram = "/opt/platen-agent/Platen.SiteAgent";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan CommandMax = TimeSpan.FromMinutes(1);

    private bool IsThisMachine => root == "/";

    /// <summary>Where the data folder lies now.</summary>
    public string Data => At(DataFolder);

    /// <summary>Writes the unit and, if there are none, the settings.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write()
    {
        var (unit, settings) = (At($"/etc/systemd/system/{Service}.service"), At("/etc/platen/agent.env"));
        Directory.CreateDirectory(Path.GetDirectoryName(unit)!);
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        Directory.CreateDirectory(Data, OwnerOnly | UnixFileMode.UserExecute);
        File.WriteAllText(unit, Shipped("platen-agent.service").Replace(ShippedProgram, program, StringComparison.Ordinal));
        if (!File.Exists(settings))
        {
            File.WriteAllText(settings, Shipped("agent.env"));
            File.SetUnixFileMode(settings, OwnerOnly);
        }
    }

    /// <summary>Makes the user, gives it the data folder, and starts the service.</summary>
    /// <exception cref="InvalidOperationException">A command of the system failed; its own words say why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsThisMachine)
        {
            await RunAsync("systemctl", [$"--root={root}", "enable", Service], cancellationToken);
            return;
        }

        if (await TryAsync("getent", ["passwd", Service], cancellationToken) != 0)
        {
            await RunAsync("useradd", ["--system", "--home-dir", DataFolder, "--shell", "/usr/sbin/nologin", Service], cancellationToken);
        }

        await RunAsync("chown", ["--recursive", $"{Service}:{Service}", DataFolder], cancellationToken);
        await RunAsync("systemctl", ["daemon-reload"], cancellationToken);
        await RunAsync("systemctl", ["enable", Service], cancellationToken);
        await RunAsync("systemctl", ["restart", Service], cancellationToken);
    }

    private string At(string path) => Path.Combine(root, path.TrimStart('/'));

    private static string Shipped(string name)
    {
        using var stream = typeof(ServiceInstall).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task RunAsync(string command, string[] arguments, CancellationToken cancellationToken)
    {
        if (await TryAsync(command, arguments, cancellationToken) is var status and not 0)
        {
            throw new InvalidOperationException($"'{command} {string.Join(' ', arguments)}' ended with {status}, as it says above. Run the same command again as root when that is mended.");
        }
    }

    private static async Task<int> TryAsync(string command, string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(CommandMax);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false })!;
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"The program '{command}' is missing: a service is installed on Linux with systemd only. Elsewhere run 'enrol', and 'run' under what starts services there.", missing);
        }
    }
}
