using System.Text.Json;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Devices.Log;

namespace Platen.SiteAgent.Tests.Devices.Log;

/// <summary>LG04: what a device tells of itself is told once, when it begins and when it ends.</summary>
public sealed class DeviceDiffTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Alert_ThatLasts_IsToldOnceWhenItBegins_AndOnceWhenItEnds()
    {
        var looks = new Looks();
        looks.At(Minute, Looks.Well, []).Lines.ShouldBeEmpty("a device that is well has nothing to tell");

        var begun = looks.At(Minute, Looks.Well, [Looks.Alert()]).Lines.ShouldHaveSingleItem();
        (begun.Kind, begun.Severity, begun.Code, begun.Text).ShouldBe((DeviceLogKind.AlertBegan, DeviceLogSeverity.Critical, "inputMediaSupplyEmpty", "Load paper"));
        looks.At(Minute, Looks.Well, [Looks.Alert(text: "Load paper: 3 minutes")]).Lines.ShouldBeEmpty("its words may count; it is the same alert");
        var ended = looks.At(Minute, Looks.Well, []).Lines.ShouldHaveSingleItem();
        (ended.Kind, ended.Code).ShouldBe((DeviceLogKind.AlertEnded, "inputMediaSupplyEmpty"));
    }

    // mutant: a table that could not be read counts as an empty one, and every lost datagram ends all alerts
    [Fact]
    public void Alert_WhoseTableIsNotReadThisTime_GoesOn()
    {
        var looks = new Looks();
        looks.At(Minute, Looks.Well, [Looks.Alert()]);

        looks.At(Minute, Looks.Well).Lines.ShouldBeEmpty();
        looks.At(Minute, Looks.Well, [Looks.Alert()]).Lines.ShouldBeEmpty();
    }

    // mutant: the trace is not kept over a restart of the agent; then all that stands is told anew
    [Fact]
    public void Trace_AsItIsKeptOnDisk_TellsNothingTwice()
    {
        var looks = new Looks();
        looks.At(Minute, Looks.Well with { Reasons = ["toner-low"] }, [Looks.Alert()]);
        looks.Trace = JsonSerializer.Deserialize<DeviceTrace>(JsonSerializer.Serialize(looks.Trace));

        var news = looks.At(Minute, Looks.Well with { Reasons = ["toner-low"] }, [Looks.Alert()]);
        news.Lines.ShouldBeEmpty();
        news.Readings.ShouldBeEmpty();
    }

    [Fact]
    public void Alert_ThatTheDeviceDates_BeginsThen_UnlessThatCannotBe()
    {
        var looks = new Looks();
        var on = TimeSpan.FromHours(5);
        var line = looks.At(Minute, Looks.Well, [Looks.Alert() with { RaisedAt = on - TimeSpan.FromMinutes(10) }]).Lines.ShouldHaveSingleItem();
        line.At.ToDateTimeOffset().ShouldBe(looks.Now - TimeSpan.FromMinutes(10));

        var other = looks.At(Minute, Looks.Well, [Looks.Alert(), Looks.Alert(1104) with { RaisedAt = on * 2 }]).Lines.ShouldHaveSingleItem();
        other.At.ToDateTimeOffset().ShouldBe(looks.Now);
    }

    [Fact]
    public void State_IsToldWhenItStopsAndGoesOn_AndNotForEachJob()
    {
        var looks = new Looks();
        looks.At(Minute, Looks.Well).Lines.ShouldBeEmpty();
        looks.At(Minute, Looks.Well with { PrinterState = DeviceStatusWords.Processing }).Lines.ShouldBeEmpty();

        var stopped = looks.At(Minute, Looks.Well with { PrinterState = DeviceStatusWords.Stopped, Reasons = ["media-empty", "door-open"] }).Lines.ShouldHaveSingleItem();
        (stopped.Kind, stopped.Severity, stopped.Code, stopped.Text).ShouldBe((DeviceLogKind.StateChanged, DeviceLogSeverity.Critical, "stopped", "stopped: door-open, media-empty"));
        looks.At(Minute, Looks.Well with { PrinterState = DeviceStatusWords.Stopped, Reasons = ["door-open", "media-empty"] }).Lines.ShouldBeEmpty("the order says nothing");
        looks.At(Minute, Looks.Well).Lines.ShouldHaveSingleItem().Code.ShouldBe("ready");
    }

    // mutant: one lost answer counts; then every lost datagram is two lines
    [Fact]
    public void Silence_IsToldAtTheSecondLook_AndOnce()
    {
        var looks = new Looks();
        looks.At(Minute, Looks.Well, [Looks.Alert()]);

        looks.At(Minute, Looks.Silent).Lines.ShouldBeEmpty();
        looks.At(Minute, Looks.Silent).Lines.ShouldHaveSingleItem().Code.ShouldBe("unreachable");
        looks.At(Minute, Looks.Silent).Lines.ShouldBeEmpty();
        var back = looks.At(Minute, Looks.Well, [Looks.Alert()]).Lines;
        back.ShouldHaveSingleItem().Code.ShouldBe("ready");
    }

    [Theory]
    [InlineData(5 * 3600, 60, true)]
    [InlineData(5 * 3600, 5 * 3600, false)]
    [InlineData(42_949_672 - 30, 30, false)] // the hundredths of a second wrap after 497 days
    public void UpTime_ThatBeganAnew_IsARestart(long before, long now, bool isRestart)
    {
        var looks = new Looks();
        looks.At(Minute, Looks.Well with { UpTime = TimeSpan.FromSeconds(before) });

        var lines = looks.At(Minute, Looks.Well with { UpTime = TimeSpan.FromSeconds(now) }).Lines;

        lines.Select(line => line.Kind).ShouldBe(isRestart ? [DeviceLogKind.Restarted] : []);
    }

    [Fact]
    public void Identity_ThatChanged_IsTold_AndWhatIsNotSaidThisTimeIsNot()
    {
        var looks = new Looks();
        looks.At(Minute, Looks.Well with { Firmware = "1.0" });
        looks.At(Minute, Looks.Well with { SerialNumber = "", Model = "", Firmware = "" }).Lines.ShouldBeEmpty();

        var lines = looks.At(Minute, Looks.Well with { SerialNumber = "B2", Firmware = "1.1" }).Lines;

        lines.Select(line => (line.Kind, line.Code)).ShouldBe([(DeviceLogKind.IdentityChanged, "serial-number"), (DeviceLogKind.IdentityChanged, "firmware")]);
        lines[0].Text.ShouldContain("A1");
    }

    [Fact]
    public void Words_OfAHostileDevice_AreCleanedAndCut()
    {
        var looks = new Looks();
        var hostile = Looks.Well with { SerialNumber = new string('x', 5_000) + "\u001b[2J", Reasons = [.. Enumerable.Range(0, 1_000).Select(i => $"reason-{i}\r\n" + new string('y', 500))] };

        var line = looks.At(Minute, hostile).Lines.ShouldHaveSingleItem();

        (line.Text.Length, line.SerialNumber.Length).ShouldBe((255, 255));
        line.Text.ShouldNotContain('\n');
        looks.Trace!.Reasons.Length.ShouldBe(32);
        looks.At(Minute, hostile).Lines.ShouldBeEmpty("what is cut is compared as it is cut");
    }
}
