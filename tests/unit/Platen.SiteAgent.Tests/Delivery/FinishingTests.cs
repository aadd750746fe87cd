using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;

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
    [InlineData(DeliveryProtocol.Raw, false, false, false, false, false)]
    [InlineData(DeliveryProtocol.Lpr, false, true, false, false, false)]
    public async Task Support_FollowsTheProtocol(DeliveryProtocol protocol, bool pjl, bool copies, bool twoSided, bool monochrome, bool ranges)
    {
        await using var host = await DeliveryHost.StartAsync();
        var job = await host.HoldAsync(TestMfp.Document(1));
        var device = new ReplicaDevice { Protocol = protocol, Pjl = pjl, Colour = true, Duplex = true };

        FinishingSupport.Of(device, job).ShouldBe(new FinishingSupport(copies, twoSided, monochrome, ranges));
        FinishingSupport.Of(new ReplicaDevice { Protocol = protocol, Pjl = pjl }, job).ShouldBe(new FinishingSupport(copies, false, false, ranges));
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

        var answer = await host.RequestAsync(job.Id, finishing: new FinishingOptions { Copies = 2 });

        answer.Code.ShouldBe(ReleaseRequestCode.FinishingNotPossible);
        answer.Message.ShouldNotBeEmpty();
        host.Jobs.Find(job.Id)!.State.ShouldBe(Domain.Jobs.JobState.PendingHeld);
    }

    [Fact]
    public void Ticket_WithoutATemplate_OrWithGarbage_AsksForNothing()
    {
        AskedFinishing.Of(new JobTicket()).IsAsIs.ShouldBeTrue();
        AskedFinishing.Of(new JobTicket { Template = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) }).IsAsIs.ShouldBeTrue();
    }
}
