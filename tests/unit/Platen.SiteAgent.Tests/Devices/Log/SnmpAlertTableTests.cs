using System.Text;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Devices.Log;
using Platen.SiteAgent.Tests.Delivery;

namespace Platen.SiteAgent.Tests.Devices.Log;

/// <summary>LG04, RFC 3805 prtAlertTable against snmpsim, which nobody here wrote.</summary>
public sealed class SnmpAlertTableTests
{
    private const string Column = "1.3.6.1.2.1.43.18.1.1.";

    [Fact]
    public async Task Table_OfARecordedPrinter_IsReadRowByRow()
    {
        await using var printer = await RecordedPrinter.StartAsync(
        [
            .. Row(1, 3, group: 8, index: 2, location: 1, code: 808, "Tray 2: load A4", ticks: 4_000),
            .. Row(7, 4, group: 11, index: 1, location: -1, code: 1104, "", ticks: 0),
            .. Row(12, 5, group: 5, index: 1, location: 1, code: 40_001, "Grüße", ticks: 5_000),
        ]);

        var alerts = await new SnmpDeviceClient(TimeProvider.System).ReadAlertsAsync(printer.Device, CancellationToken.None);

        alerts.Select(alert => (alert.Severity, alert.Code, alert.Text, alert.RaisedAt)).ShouldBe(
        [
            (DeviceLogSeverity.Critical, "inputMediaSupplyEmpty", "Tray 2: load A4 (input 2)", TimeSpan.FromSeconds(40)),
            (DeviceLogSeverity.Warning, "markerTonerAlmostEmpty", "markerTonerAlmostEmpty (supply 1)", null),
            (DeviceLogSeverity.Warning, "40001", "Grüße (printer 1)", TimeSpan.FromSeconds(50)),
        ]);
        (await new SnmpDeviceClient(TimeProvider.System).ReadAsync(printer.Device, CancellationToken.None))!.PageCounter.ShouldBe(4_711);
    }

    // mutants: rows without a bound; texts as they come; a second device's alerts counted too
    [Fact]
    public async Task Table_OfAHostilePrinter_IsBounded_AndItsWordsAreCleanedAndCut()
    {
        var hostile = new string('x', 3_000) + "\u001b[2J\0\r\n";
        await using var printer = await RecordedPrinter.StartAsync(
            [.. Enumerable.Range(1, 200).SelectMany(row => Row(row, 3, group: 8, index: row, location: 1, code: 8, row == 1 ? hostile : "jam", ticks: 1)), (Column + "2.9.1", "2", "3")]);

        var alerts = await new SnmpDeviceClient(TimeProvider.System).ReadAlertsAsync(printer.Device, CancellationToken.None);

        alerts.Length.ShouldBe(DeviceAlert.Most);
        alerts[0].Text.Length.ShouldBeLessThan(300);
        alerts[0].Text.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Table_OfAPrinterWithoutAlerts_IsEmpty_AndOfASilentOneNotTold()
    {
        await using var printer = await RecordedPrinter.StartAsync([]);
        var client = new SnmpDeviceClient(TimeProvider.System);

        (await client.ReadAlertsAsync(printer.Device, CancellationToken.None)).ShouldBe([]);
        (await client.ReadAlertsAsync(new ReplicaDevice { DeviceId = "off", Host = "127.0.0.1", SnmpPort = RecordedPrinter.FreeUdpPort() }, CancellationToken.None)).IsDefault.ShouldBeTrue();
    }

    private static IEnumerable<(string Oid, string Tag, string Value)> Row(int row, int severity, int group, int index, int location, int code, string text, int ticks) =>
    [
        ($"{Column}2.1.{row}", "2", $"{severity}"),
        ($"{Column}4.1.{row}", "2", $"{group}"),
        ($"{Column}5.1.{row}", "2", $"{index}"),
        ($"{Column}6.1.{row}", "2", $"{location}"),
        ($"{Column}7.1.{row}", "2", $"{code}"),
        ($"{Column}8.1.{row}", "4x", Convert.ToHexString(Encoding.UTF8.GetBytes(text))),
        ($"{Column}9.1.{row}", "67", $"{ticks}"),
    ];
}
