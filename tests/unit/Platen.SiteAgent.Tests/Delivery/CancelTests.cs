using Platen.SiteAgent.Delivery;
using Platen.VirtualMfp.Device;
using Evidence = Platen.Contracts.AgentLink.V1.Evidence;
using JobState = Platen.Domain.Jobs.JobState;
using ReleaseId = Platen.Domain.Jobs.ReleaseId;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>A release that nobody wants any more (AU19): what is charged is what came out.</summary>
public sealed class CancelTests
{
    private const string Why = "Canceled, because you logged out.";

    // mutant: a cancellation that waits for the lane ends only after the first job, or prints first
    [Fact]
    public async Task WaitingRelease_EndsAtOnce_AndPrintsNothing_AndTheOthersKeepTheirOrder()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        mfp.Set(new MfpBehaviour { StallAfterBytes = 1_000 });
        byte[][] documents = [.. Enumerable.Range(1, 4).Select(pages => TestMfp.Document(pages, bytesPerPage: 5_000))];
        List<(Domain.Jobs.JobId Job, ReleaseId Release)> all = [];
        foreach (var document in documents)
        {
            all.Add(((await host.HoldAsync(document)).Id, ReleaseId.New(TimeProvider.System)));
            await host.RequestAsync(all[^1].Job, all[^1].Release);
        }

        await host.Releases.CancelAsync(all[1].Release, Why);

        var end = host.Releases.Find(all[1].Release)!;
        (end.Stage, end.Reason, end.BytesSent).ShouldBe((ReleaseStage.NotPrinted, Why, 0));
        host.Jobs.Find(all[1].Job)!.State.ShouldBe(JobState.PendingHeld);
        mfp.Set(MfpBehaviour.Good);
        (await host.EndOfAsync(all[3].Release)).Stage.ShouldBe(ReleaseStage.Completed);
        mfp.Printed().ShouldBe([documents[0], documents[2], documents[3]]);
        (await host.FinishedAsync(all[1].Job)).ShouldHaveSingleItem().Printed.HasPages.ShouldBeFalse();
    }

    [Theory]
    [InlineData(DeliveryProtocol.Raw, false)]
    [InlineData(DeliveryProtocol.Raw, true)]
    [InlineData(DeliveryProtocol.RawTls, true)]
    [InlineData(DeliveryProtocol.Lpr, false)]
    [InlineData(DeliveryProtocol.Ipp, false)]
    public async Task Release_InTheMiddleOfItsDocument_IsStopped_AndFreeWithoutTheDevicesWord(DeliveryProtocol protocol, bool pjl)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(protocol, mfp.PortOf(protocol), change: device => device.Pjl = pjl);
        mfp.Set(new MfpBehaviour { StallAfterBytes = 100_000 });
        var job = await host.HoldAsync(TestMfp.Document(pages: 3, bytesPerPage: 8_000_000));
        var release = ReleaseId.New(TimeProvider.System);
        await host.RequestAsync(job.Id, release);
        await host.ProgressAsync(release, progress => progress.BytesSent > 0, "the first bytes");

        await host.Releases.CancelAsync(release, Why);

        var end = await host.EndOfAsync(release);
        (end.Stage, end.Reason).ShouldBe((ReleaseStage.Partial, Why));
        host.Jobs.Find(job.Id)!.State.ShouldBe(JobState.PendingHeld);
        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem().Printed.HasPages.ShouldBeFalse();
    }

    // mutant: a watch that ends with the cancellation does not hear what came out until then
    [Fact]
    public async Task IppJob_InTheMiddleOfPrinting_IsCanceledAtTheDevice_AndChargedForWhatCameOut()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Ipp, mfp.Endpoints.IppPort);
        mfp.Set(new MfpBehaviour { JamAfterPages = 2 });
        var job = await host.HoldAsync(TestMfp.Document(pages: 5), pages: 5);
        var release = ReleaseId.New(TimeProvider.System);
        await host.RequestAsync(job.Id, release);
        await host.ProgressAsync(release, progress => progress is { PagesPrinted: 2, Reason.Length: > 0 }, "the jam after 2 pages");

        await host.Releases.CancelAsync(release, Why);

        var end = await host.EndOfAsync(release);
        (end.Stage, end.Reason, end.PagesPrinted).ShouldBe((ReleaseStage.Partial, Why, 2));
        mfp.Set(MfpCondition.Ready);
        mfp.Printed().ShouldBeEmpty("nothing of it comes out for the next person");
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Printed.Pages, fact.Printed.Evidence).ShouldBe((2, Evidence.Device));
    }

    [Fact]
    public async Task EndedRelease_OrAnUnknownOne_IsLeftAlone()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        var release = ReleaseId.New(TimeProvider.System);
        await host.RequestAsync((await host.HoldAsync(TestMfp.Document(1))).Id, release);
        await host.EndOfAsync(release);

        await host.Releases.CancelAsync(release, Why);
        await host.Releases.CancelAsync(ReleaseId.New(TimeProvider.System), Why);

        host.Releases.Find(release)!.Stage.ShouldBe(ReleaseStage.Completed);
    }
}
