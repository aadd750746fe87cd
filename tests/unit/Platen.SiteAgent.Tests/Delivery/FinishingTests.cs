using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Microsoft.Extensions.Options;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Delivery.Pjl;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Tests.Delivery;

public sealed class FinishingTests
{
    [Theory]
    [InlineData("", 0, 10)]
    [InlineData("  ", 0, 10)]
    [InlineData("3", 1, 1)]
    [InlineData("1-3,7", 2, 4)]
    [InlineData(" 2 - 4 , 9-30 ", 2, 5)]
    [InlineData("50", 1, 0)]
    public void Ranges_AsPeopleWriteThem_AreRead(string text, int count, int pagesOfTen)
    {
        PageRanges.TryParse(text, out var ranges).ShouldBeTrue();

        ranges.Length.ShouldBe(count);
        PageRanges.CountOf(ranges, 10).ShouldBe(pagesOfTen);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("3-")]
    [InlineData("5-3")]
    [InlineData("1-3,2")]
    [InlineData("7,1")]
    [InlineData("1,,2")]
    [InlineData("a")]
    [InlineData("1-2-3")]
    [InlineData("99999999999")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17")]
    public void Ranges_ThatAreNone_AreRefused(string text) => PageRanges.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(DeliveryProtocol.Ipp, false, true, true, true, true)]
    [InlineData(DeliveryProtocol.Ipps, false, true, true, true, true)]
    [InlineData(DeliveryProtocol.Raw, true, true, true, true, false)]
    [InlineData(DeliveryProtocol.RawTls, true, true, true, true, false)]
    [InlineData(DeliveryProtocol.Raw, false, true, false, false, false)]
    [InlineData(DeliveryProtocol.Lpr, false, true, false, false, false)]
    public async Task Support_FollowsTheProtocol(DeliveryProtocol protocol, bool pjl, bool copies, bool twoSided, bool monochrome, bool ranges)
    {
        await using var host = await DeliveryHost.StartAsync();
        var job = await host.HoldAsync(TestMfp.Document(1));
        var device = new ReplicaDevice { Protocol = protocol, Pjl = pjl, Colour = true, Duplex = true };

        FinishingSupport.Of(device, job).ShouldBe(new FinishingSupport(copies, twoSided, monochrome, ranges, Others: twoSided));
        FinishingSupport.Of(new ReplicaDevice { Protocol = protocol, Pjl = pjl }, job).ShouldBe(new FinishingSupport(copies, false, false, ranges, Others: twoSided));
    }

    [Fact]
    public async Task Finishing_ByIpp_ComesOutAsChosen_AndIsCharged()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Ipp, mfp.Endpoints.IppPort, change: device => (device.Duplex, device.Colour) = (true, true));
        var job = await host.HoldAsync(TestMfp.Document(5), pages: 5);
        PageRanges.TryParse("2-3", out var ranges).ShouldBeTrue();

        var end = await host.PrintAsync(job.Id, finishing: new FinishingOptions { Copies = 2, Sides = Sides.TwoSidedLongEdge, Monochrome = true, Ranges = ranges });

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var sidecar = mfp.Sidecar();
        (sidecar.GetProperty("copies").GetInt32(), sidecar.GetProperty("sides").GetString(), sidecar.GetProperty("monochrome").GetBoolean(), sidecar.GetProperty("pageRanges").GetString())
            .ShouldBe((2, "two-sided-long-edge", true, "2-3"));
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Printed.Pages, fact.Printed.Source, fact.Copies, fact.Colour).ShouldBe((4, CountSource.IppJob, 2, ColourMode.Monochrome));
        fact.Evidence.ShouldContain(count => count.Source == CountSource.IppSheets && count.Pages == 2);
        fact.Evidence.ShouldContain(count => count.Source == CountSource.Document && count.Pages == 2);
    }

    // mutant: a release that drops what cannot be done prints, and charges, what nobody chose
    [Fact]
    public async Task Finishing_ThatTheDeviceCannotDo_IsRefused_BeforeTheJobIsTaken()
    {
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, PeerProcess.FreePort());
        var job = await host.HoldAsync(TestMfp.Document(1));

        var answer = await host.RequestAsync(job.Id, finishing: new FinishingOptions { Monochrome = true });

        answer.Code.ShouldBe(ReleaseRequestCode.FinishingNotPossible);
        answer.Message.ShouldNotBeEmpty();
        host.Jobs.Find(job.Id)!.State.ShouldBe(Domain.Jobs.JobState.PendingHeld);
    }

    // mutant: copies that are charged by the sender's wish, and never asked of the device
    [Theory]
    [InlineData(DeliveryProtocol.Raw, false)]
    [InlineData(DeliveryProtocol.RawTls, false)]
    [InlineData(DeliveryProtocol.Raw, true)]
    [InlineData(DeliveryProtocol.Lpr, false)]
    [InlineData(DeliveryProtocol.Ipp, false)]
    public async Task Copies_ThatTheSenderAskedFor_ComeOut_AndThoseAreCharged(DeliveryProtocol protocol, bool pjl)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(protocol, mfp.PortOf(protocol), change: device => device.Pjl = pjl);
        var job = await host.HoldAsync(TestMfp.Document(2), pages: 2, change: facts => facts.Copies = 3, ticket: Asking(new IppAttribute(IppNames.Copies, [new IppIntegerValue(IppTag.Integer, 3)])));

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var isRepeated = protocol is DeliveryProtocol.Raw or DeliveryProtocol.RawTls && !pjl;
        if (isRepeated)
        {
            mfp.Printed().Count.ShouldBe(3);
            mfp.Printed().ShouldAllBe(printed => printed.SequenceEqual(TestMfp.Document(2)));
        }
        else
        {
            mfp.Sidecar().GetProperty("copies").GetInt32().ShouldBe(3);
        }

        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Printed.Pages, fact.Copies).ShouldBe((6, 3));
    }

    // mutant: a break in the second copy told as "not printed"; the first copy would come out twice
    [Fact]
    public async Task Copies_BrokenOffAfterTheFirst_ArePartial()
    {
        var connections = 0;
        await using var printer = new ScriptedPrinter(async (stream, stop) =>
        {
            var buffer = new byte[4096];
            if (Interlocked.Increment(ref connections) > 1)
            {
                return;
            }

            while (await stream.ReadAsync(buffer, stop) > 0)
            {
            }
        });
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, printer.Port);
        var job = await host.HoldAsync(TestMfp.Document(1, bytesPerPage: 30_000_000), ticket: Asking(new IppAttribute(IppNames.Copies, [new IppIntegerValue(IppTag.Integer, 2)])));

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Partial);
        end.Reason.ShouldStartWith("1 of 2 copies were sent.");
    }

    [Fact]
    public async Task Wishes_OfTheSender_ReachAnIppDeviceAsAttributes()
    {
        await using var host = await DeliveryHost.StartAsync();
        var job = await host.HoldAsync(TestMfp.Document(1), ticket: Asking(
            new IppAttribute(IppNames.Media, [new IppStringValue(IppTag.Keyword, "iso_a3_297x420mm")]),
            new IppAttribute(IppNames.PrintQuality, [new IppIntegerValue(IppTag.Enum, 5)]),
            new IppAttribute(IppNames.OrientationRequested, [new IppIntegerValue(IppTag.Enum, 4)]),
            new IppAttribute("print-scaling", [new IppStringValue(IppTag.Keyword, "fit")]),
            new IppAttribute(IppNames.PrintColorMode, [new IppStringValue(IppTag.Keyword, "color")]),
            new IppAttribute(IppNames.PageRanges, [new IppRangeValue(2, 3), new IppRangeValue(5, int.MaxValue)])));
        var device = host.AddDevice(DeliveryProtocol.Ipp, 631, change: change => change.Colour = true);
        using var client = new IppDeviceClient(host.Get<DeviceTls>(), host.Get<IOptions<DeliveryOptions>>(), TimeProvider.System);
        var finishing = FinishingSupport.Of(device, job).Possible(AskedFinishing.Of(job.Ticket));

        var request = client.ValidateJob(new Platen.SiteAgent.Delivery.Delivery(job, Domain.Jobs.ReleaseId.New(TimeProvider.System), device, "erika", _ => throw new InvalidOperationException(), new DeliveryProgress(_ => { }, TimeProvider.System))
        {
            Finishing = finishing,
        });

        var asked = request.Find(IppTag.JobAttributes)!;
        (asked.GetString(IppNames.Media), asked.GetInteger(IppNames.PrintQuality), asked.GetInteger(IppNames.OrientationRequested), asked.GetString("print-scaling"), asked.GetString(IppNames.PrintColorMode))
            .ShouldBe(("iso_a3_297x420mm", 5, 4, "fit", "color"));
        asked.Find(IppNames.PageRanges)!.Values.ShouldBe([new IppRangeValue(2, 3), new IppRangeValue(5, 1_000_000)]);
    }

    [Fact]
    public void Wishes_OfTheSender_ReachAPjlDeviceInItsWords()
    {
        var asked = AskedFinishing.Of(Asking(
            new IppAttribute(IppNames.Media, [new IppStringValue(IppTag.Keyword, "na_letter_8.5x11in")]),
            new IppAttribute(IppNames.PrintQuality, [new IppIntegerValue(IppTag.Enum, 3)]),
            new IppAttribute(IppNames.PrintColorMode, [new IppStringValue(IppTag.Keyword, "color")]),
            new IppAttribute("print-scaling", [new IppStringValue(IppTag.Keyword, "fit")])));

        var start = System.Text.Encoding.ASCII.GetString(new PjlWrap(Domain.Jobs.ReleaseId.New(TimeProvider.System), asked).Start.Span);

        start.ShouldContain("@PJL SET PAPER=LETTER");
        start.ShouldContain("@PJL SET ECONOMODE=ON");
        start.ShouldContain("@PJL SET RENDERMODE=COLOR");
        start.ShouldNotContain("fit");
    }

    private static JobTicket Asking(params IppAttribute[] attributes) => new() { Template = JobTemplates.Encode(attributes) };

    [Fact]
    public void Ticket_WithoutATemplate_OrWithGarbage_AsksForNothing()
    {
        AskedFinishing.Of(new JobTicket()).IsAsIs.ShouldBeTrue();
        AskedFinishing.Of(new JobTicket { Template = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) }).IsAsIs.ShouldBeTrue();
    }
}
