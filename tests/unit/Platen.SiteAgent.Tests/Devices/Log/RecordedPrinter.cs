using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Snmp;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Tests.Delivery;

namespace Platen.SiteAgent.Tests.Devices.Log;

/// <summary>snmpsim, answering from a recording that a test writes: as much of a printer as the test says.</summary>
internal sealed class RecordedPrinter : IAsyncDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platen-snmpsim-");
    private PeerProcess? _process;

    public ReplicaDevice Device { get; } = new() { DeviceId = "recorded", Host = "127.0.0.1", SnmpPort = FreeUdpPort() };

    public static async Task<RecordedPrinter> StartAsync(IEnumerable<(string Oid, string Tag, string Value)> alerts)
    {
        var printer = new RecordedPrinter();
        try
        {
            await printer.OpenAsync(alerts);
            return printer;
        }
        catch
        {
            await printer.DisposeAsync();
            throw;
        }
    }

    public static int FreeUdpPort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task OpenAsync(IEnumerable<(string Oid, string Tag, string Value)> alerts)
    {
        var (data, cache) = (_folder.CreateSubdirectory("data"), _folder.CreateSubdirectory("cache"));
        (string Oid, string Tag, string Value)[] all =
        [
            (PrinterOids.SysDescr.ToString(), "4", "Recorded printer"), (PrinterOids.SysUpTime.ToString(), "67", "100000"), (PrinterOids.PrtMarkerLifeCount + ".1.1", "65", "4711"), .. alerts, ("1.3.6.1.2.1.99.1.0", "2", "1"),
        ];
        await File.WriteAllLinesAsync(
            Path.Combine(data.FullName, "public.snmprec"), all.OrderBy(row => SnmpOid.Parse(row.Oid)).Select(row => $"{row.Oid}|{row.Tag}|{row.Value}"));
        foreach (var folder in new[] { _folder, data, cache })
        {
            File.SetUnixFileMode(folder.FullName, folder == cache ? Everybody | UnixFileMode.OtherWrite : Everybody); // it lets go of root
        }

        string[] user = Environment.IsPrivilegedProcess ? ["--process-user=nobody", "--process-group=nogroup"] : [];
        _process = PeerProcess.Start(
            "snmpsimd", "snmpsim",
            [$"--data-dir={data.FullName}", $"--cache-dir={cache.FullName}", .. user, "--logging-method=stderr", string.Create(CultureInfo.InvariantCulture, $"--agent-udpv4-endpoint=127.0.0.1:{Device.SnmpPort}")]);
        await _process.WaitForWordsAsync("Listening at");
    }
}
