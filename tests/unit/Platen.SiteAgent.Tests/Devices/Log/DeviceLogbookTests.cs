using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Devices.Log;
using Platen.SiteAgent.Tests.Delivery;
using Platen.TestKit.Time;
using Platen.VirtualMfp.Device;

namespace Platen.SiteAgent.Tests.Devices.Log;

/// <summary>LG04: from a device's own protocols into the agent's journal.</summary>
public sealed class DeviceLogbookTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PaperOut_OfTheVirtualMfp_BeginsAndEndsInTheJournal(bool bySnmp)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        var device = Device(mfp, bySnmp);

        await LookAsync(host, device);
        mfp.Set(MfpCondition.OutOfPaper);
        await LookAsync(host, device);
        await LookAsync(host, device);
        mfp.Set(MfpCondition.Ready);
        await LookAsync(host, device);

        var lines = await LinesAsync(host);
        lines[0].Kind.ShouldBe(DeviceLogKind.Reading);
        lines.Where(line => line.Kind == DeviceLogKind.StateChanged).Select(line => line.Code).ShouldBe(["stopped", "ready"]);
        if (bySnmp)
        {
            lines.Where(line => line.Kind is DeviceLogKind.AlertBegan or DeviceLogKind.AlertEnded).Select(line => (line.Kind, line.Code, line.Text, line.Severity))
                .ShouldBe([(DeviceLogKind.AlertBegan, "inputMediaSupplyEmpty", "Load paper", DeviceLogSeverity.Critical), (DeviceLogKind.AlertEnded, "inputMediaSupplyEmpty", "Load paper", DeviceLogSeverity.Critical)]);
        }
    }

    // mutant: what was told is remembered in memory only
    [Fact]
    public async Task Restart_OfTheAgent_TellsNothingTwice()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        var device = Device(mfp, bySnmp: true);
        mfp.Set(MfpCondition.DoorOpen);
        await LookAsync(host, device);
        var before = (await LinesAsync(host)).Count;

        await host.RestartAsync();
        await LookAsync(host, device);

        (await LinesAsync(host)).Count.ShouldBe(before);
    }

    // days without a line: every reading is in the journal once, the lines are few and their number is told
    [Fact]
    public async Task Site_ThatIsCutOffForDays_KeepsItsReadings_AndThinsItsLinesOut()
    {
        var time = new ManualTimeProvider();
        await using var host = await DeliveryHost.StartAsync(time: time);
        var device = host.AddDevice(DeliveryProtocol.Raw, 9); // without SNMP: the monitor has nothing to ask
        var logbook = host.Get<DeviceLogbook>();
        const int looks = 3 * 24 * 10;
        for (var look = 0; look < looks; look++)
        {
            time.Advance(TimeSpan.FromMinutes(6));
            await logbook.NoteAsync(device, Looks.Well with { PageCounter = 100 + look, UpTime = null }, [Looks.Alert(look % 2)], CancellationToken.None);
        }

        var lines = await LinesAsync(host);
        lines.Where(line => line.Cause == ReadingCause.Daily).Select(line => line.Slot).ShouldBe([.. Enumerable.Range(1, 4).Select(day => $"d:2026-03-{day:D2}")]);
        lines.Select(line => line.Slot).Where(slot => slot.Length > 0).ShouldBeUnique();
        var alerts = lines.Count(line => line.Kind is DeviceLogKind.AlertBegan or DeviceLogKind.AlertEnded);
        alerts.ShouldBeInRange(500, 1_000);
        (alerts + lines.Sum(line => line.Count)).ShouldBeInRange((2 * looks) - 100, 2 * looks, "what is left out is counted");
    }

    // RFC 8011 by a printer that nobody here wrote
    [Fact]
    public async Task IppEvePrinter_IsAskedForItsStatesAndCounter()
    {
        await using var host = await DeliveryHost.StartAsync();
        ReplicaDevice device;
        await using (var printer = await EverywherePrinter.StartAsync())
        {
            device = new ReplicaDevice { DeviceId = "mfp-1", Name = "mfp-1", Host = "127.0.0.1", Protocol = DeliveryProtocol.Ipp, Port = printer.Port, Path = "/ipp/print", Enabled = true };
            var status = (await host.Get<DeviceProbe>().ReadAsync(device, CancellationToken.None)).ShouldNotBeNull();
            status.PrinterState.ShouldBe(DeviceStatusWords.Idle);
            status.UpTime.ShouldNotBeNull();
            await LookAsync(host, device);
        }

        await LookAsync(host, device);
        await LookAsync(host, device);

        (await LinesAsync(host)).Last(line => line.Kind == DeviceLogKind.StateChanged).Code.ShouldBe("unreachable");
    }

    private static ReplicaDevice Device(TestMfp mfp, bool bySnmp) => bySnmp
        ? new() { DeviceId = "mfp-1", Name = "mfp-1", Host = "127.0.0.1", Protocol = DeliveryProtocol.Raw, Port = mfp.Endpoints.RawPort, SnmpPort = mfp.Endpoints.SnmpPort, Enabled = true }
        : new() { DeviceId = "mfp-1", Name = "mfp-1", Host = "127.0.0.1", Protocol = DeliveryProtocol.Ipp, Port = mfp.Endpoints.IppPort, Path = "/ipp/print", Enabled = true };

    // as the monitor does, without its clock; the device is not in the replica, so the monitor does not look as well
    private static async Task LookAsync(DeliveryHost host, ReplicaDevice device)
    {
        var probe = host.Get<DeviceProbe>();
        var status = (await probe.ReadAsync(device, CancellationToken.None)).ShouldNotBeNull();
        await host.Get<DeviceLogbook>().NoteAsync(device, status, await probe.ReadAlertsAsync(device, status, CancellationToken.None), CancellationToken.None);
    }

    private static async Task<List<DeviceLogLine>> LinesAsync(DeliveryHost host) =>
        [.. (await host.FactsAsync()).Where(fact => fact.DeviceLogged is not null).SelectMany(fact => fact.DeviceLogged.Lines)];
}
