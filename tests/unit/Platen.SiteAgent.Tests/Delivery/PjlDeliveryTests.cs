using System.Text;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.TestKit.Time;
using Platen.VirtualMfp.Device;
using JobState = Platen.Domain.Jobs.JobState;
using ReleaseId = Platen.Domain.Jobs.ReleaseId;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>RAW with documents wrapped in PJL: to a virtual MFP that plays each case, and to peers that lie.</summary>
public sealed class PjlDeliveryTests
{
    [Theory]
    [InlineData(DeliveryProtocol.Raw)]
    [InlineData(DeliveryProtocol.RawTls)]
    public async Task Document_Wrapped_ArrivesWhole_WithThePagesThatTheDeviceReports(DeliveryProtocol protocol)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(protocol, mfp.PortOf(protocol), change: device => device.Pjl = true);
        var document = TestMfp.Document(pages: 4, bytesPerPage: 300_000);
        var job = await host.HoldAsync(document, pages: 9);

        var end = await host.PrintAsync(job.Id);

        (end.Stage, end.BytesSent, end.PagesPrinted).ShouldBe((ReleaseStage.Completed, document.Length, 4), end.Reason);
        mfp.Payload().ShouldBe(document);
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Printed.Pages, fact.Printed.Evidence, fact.Printed.Source).ShouldBe((4, Evidence.Device, CountSource.PjlJob));
        fact.Printed.Reason.ShouldContain("the document 9");
    }

    [Fact]
    public async Task Jam_HalfWay_IsShown_AndTheRestFollowsWhenItIsMended()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => device.Pjl = true);
        mfp.Set(new MfpBehaviour { JamAfterPages = 2 });
        var job = await host.HoldAsync(TestMfp.Document(pages: 5), pages: 5);
        var release = ReleaseId.New(TimeProvider.System);
        await host.RequestAsync(job.Id, release);

        var jammed = await host.ProgressAsync(release, progress => progress.Reason.Contains("media-jam", StringComparison.Ordinal), "the jam");
        jammed.PagesPrinted.ShouldBe(2);
        mfp.Set(MfpCondition.Ready);

        (await host.EndOfAsync(release)).Stage.ShouldBe(ReleaseStage.Completed);
        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem().Printed.Pages.ShouldBe(5);
    }

    // mutant: an outcome that leaves out the reported pages charges nothing for what came out
    [Fact]
    public async Task Jam_ThatNobodyMends_EndsAsPartial_WithThePagesThatCameOut_AndTheJobIsHeld()
    {
        await using var mfp = await TestMfp.StartAsync();
        var clock = new ManualTimeProvider();
        await using var host = await DeliveryHost.StartAsync(time: clock);
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => device.Pjl = true);
        mfp.Set(new MfpBehaviour { JamAfterPages = 3 });
        var job = await host.HoldAsync(TestMfp.Document(pages: 5), pages: 5);
        var release = ReleaseId.New(TimeProvider.System);
        await host.RequestAsync(job.Id, release);
        await host.ProgressAsync(release, progress => progress.Reason.Contains("media-jam", StringComparison.Ordinal), "the jam");

        clock.Advance(TimeSpan.FromMinutes(31));
        var end = await host.EndOfAsync(release);

        (end.Stage, end.Reason).ShouldBe((ReleaseStage.Partial, "The device has stopped: media-jam."));
        host.Jobs.Find(job.Id)!.State.ShouldBe(JobState.PendingHeld);
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Printed.Pages, fact.Printed.Evidence).ShouldBe((3, Evidence.Device));
    }

    [Fact]
    public async Task Finishing_ByPjl_IsAskedOfTheDevice_AndCharged()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => (device.Pjl, device.Duplex, device.Colour) = (true, true, true));
        var job = await host.HoldAsync(TestMfp.Document(2), pages: 2, change: facts => facts.Colour = ColourMode.Colour);

        var end = await host.PrintAsync(job.Id, finishing: new FinishingOptions { Copies = 3, Sides = Sides.TwoSidedShortEdge, Monochrome = true });

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var sidecar = mfp.Sidecar();
        sidecar.ShouldSatisfyAllConditions(
            () => sidecar.GetProperty("copies").GetInt32().ShouldBe(3),
            () => sidecar.GetProperty("sides").GetString().ShouldBe("two-sided-short-edge"),
            () => sidecar.GetProperty("monochrome").GetBoolean().ShouldBeTrue());
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Printed.Pages, fact.Copies, fact.Sides, fact.Colour).ShouldBe((6, 3, Sides.TwoSidedShortEdge, ColourMode.Monochrome));
    }

    [Fact]
    public async Task Device_ThatReportsNothing_IsAsOneWithoutPjl()
    {
        await using var printer = new ScriptedPrinter(async (stream, stop) =>
        {
            // takes all, closes: what it says in between is nothing
            var buffer = new byte[65536];
            var heard = new StringBuilder();
            while (!heard.ToString().Contains("@PJL EOJ", StringComparison.Ordinal))
            {
                var count = await stream.ReadAsync(buffer, stop);
                heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        });
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, printer.Port, change: device => device.Pjl = true);
        var job = await host.HoldAsync(TestMfp.Document(3), pages: 3);

        (await host.PrintAsync(job.Id)).Stage.ShouldBe(ReleaseStage.Completed);

        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Printed.Pages, fact.Printed.Evidence, fact.Printed.Source).ShouldBe((3, Evidence.Parsed, CountSource.Document));
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "noise without an end", new string('?', 100_000) },
        { "another job's end", "@PJL USTATUS JOB\r\nEND\r\nNAME=\"other\"\r\nPAGES=900000\r\n\f" },
        { "an endless line", "@PJL USTATUS PAGE\r\n" + new string('1', 50_000) },
        { "zero octets", new string('\0', 60_000) },
        { "pages of nobody", string.Concat(Enumerable.Repeat("@PJL USTATUS PAGE\r\n1\r\n\f", 5_000)) },
    };

    // mutant: a back channel without the bound on a reply keeps all that the device says in memory; one that takes pages before the job's start charges them
    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Device_ThatLies_CannotMakePages_NorHoldTheDelivery(string what, string lie)
    {
        await using var printer = new ScriptedPrinter(async (stream, stop) =>
        {
            var saying = stream.WriteAsync(Encoding.Latin1.GetBytes(lie), stop).AsTask();
            var buffer = new byte[65536];
            var heard = new StringBuilder();
            while (!heard.ToString().Contains("@PJL EOJ", StringComparison.Ordinal))
            {
                heard.Append(Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, stop)));
            }

            await saying;
        });
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, printer.Port, change: device => device.Pjl = true);
        var job = await host.HoldAsync(TestMfp.Document(3), pages: 3);

        (await host.PrintAsync(job.Id)).Stage.ShouldBe(ReleaseStage.Completed, what);

        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem().Printed.Pages.ShouldBe(3, what);
    }
}
