using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.VirtualMfp.Device;

namespace Platen.SiteAgent.Tests.Delivery;

public sealed class VirtualMfpDeliveryTests
{
    [Theory]
    [InlineData(DeliveryProtocol.Raw)]
    [InlineData(DeliveryProtocol.RawTls)]
    [InlineData(DeliveryProtocol.Lpr)]
    [InlineData(DeliveryProtocol.Ipp)]
    [InlineData(DeliveryProtocol.Ipps)]
    public async Task Document_ByEachProtocol_ArrivesByteForByte_WithTheDevicesCount(DeliveryProtocol protocol)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(protocol, mfp.PortOf(protocol), change: device => device.SnmpPort = mfp.Endpoints.SnmpPort);
        var document = TestMfp.Document(pages: 3, bytesPerPage: 700_000);
        var job = await host.HoldAsync(document, pages: 3);

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        end.BytesSent.ShouldBe(document.Length);
        mfp.Printed().ShouldHaveSingleItem().ShouldBe(document);
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Outcome, fact.Printed.Pages, fact.Printed.Evidence).ShouldBe((ReleaseOutcome.Completed, 3, Evidence.Device));
    }

    [Theory]
    [InlineData(DeliveryProtocol.Raw)]
    [InlineData(DeliveryProtocol.Ipp)]
    public async Task Count_OfTheDevice_BeatsTheDocuments(DeliveryProtocol protocol)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(protocol, mfp.PortOf(protocol), change: device => device.SnmpPort = mfp.Endpoints.SnmpPort);
        var job = await host.HoldAsync(TestMfp.Document(pages: 2), pages: 5);

        (await host.PrintAsync(job.Id)).Stage.ShouldBe(ReleaseStage.Completed);

        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        fact.Printed.Pages.ShouldBe(2);
        fact.Evidence.ShouldContain(count => count.Pages == 2 && count.Evidence == Evidence.Device);
        fact.Evidence[^1].ShouldSatisfyAllConditions(count => (count.Pages, count.Evidence, count.Source).ShouldBe((5, Evidence.Parsed, CountSource.Document)));
        fact.Printed.Reason.ShouldContain("the document 5");
    }

    [Theory]
    [InlineData(DeliveryProtocol.Raw, nameof(MfpCondition.OutOfPaper), "media-empty")]
    [InlineData(DeliveryProtocol.Lpr, nameof(MfpCondition.OutOfPaper), "media-empty")]
    [InlineData(DeliveryProtocol.Ipp, nameof(MfpCondition.OutOfPaper), "media")]
    [InlineData(DeliveryProtocol.Raw, nameof(MfpCondition.Jammed), "media-jam")]
    [InlineData(DeliveryProtocol.Ipp, nameof(MfpCondition.Jammed), "media-jam")]
    [InlineData(DeliveryProtocol.Raw, nameof(MfpCondition.DoorOpen), "door-open")]
    [InlineData(DeliveryProtocol.Raw, nameof(MfpCondition.Offline), "")]
    [InlineData(DeliveryProtocol.Ipp, nameof(MfpCondition.Offline), "switched on")]
    [InlineData(DeliveryProtocol.Lpr, nameof(MfpCondition.Offline), "")]
    public async Task Device_ThatCannotPrint_LeavesTheJobHeld_AndSaysWhy(DeliveryProtocol protocol, string condition, string word)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(protocol, mfp.PortOf(protocol), change: device => device.SnmpPort = mfp.Endpoints.SnmpPort);
        mfp.Set(Enum.Parse<MfpCondition>(condition));
        var job = await host.HoldAsync(TestMfp.Document(1));

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.NotPrinted);
        end.Reason.ShouldContain(word);
        end.Reason.ShouldNotBeEmpty();
        host.Jobs.Find(job.Id)!.State.ShouldBe(Domain.Jobs.JobState.PendingHeld);
        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem().Printed.HasPages.ShouldBeFalse();
        mfp.Printed().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DeliveryProtocol.Raw)]
    [InlineData(DeliveryProtocol.Lpr)]
    [InlineData(DeliveryProtocol.Ipp)]
    public async Task Connection_CutInTheMiddle_IsPartial_AndNotChargedByGuess(DeliveryProtocol protocol)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(protocol, mfp.PortOf(protocol));
        mfp.Set(new MfpBehaviour { CutAfterBytes = 100_000 });
        var job = await host.HoldAsync(TestMfp.Document(pages: 3, bytesPerPage: 8_000_000));

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Partial);
        end.Reason.ShouldNotBeEmpty();
        host.Jobs.Find(job.Id)!.State.ShouldBe(Domain.Jobs.JobState.PendingHeld);
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        fact.BytesSent.ShouldBeInRange(1, 24_000_000);
        fact.Printed.HasPages.ShouldBeFalse("no device said what came out, so nothing is charged by guess");
    }
}
