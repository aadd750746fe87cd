using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.VirtualMfp.Device;

namespace Platen.SiteAgent.Tests.Delivery;

public sealed class ReleaseOrderTests
{
    [Fact]
    public async Task Releases_OfOneDevice_PrintInTheOrderOfAsking()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        var documents = Enumerable.Range(1, 8).Select(i => TestMfp.Document(pages: 1, bytesPerPage: i * 100)).ToArray();
        var releases = new List<ReleaseId>();
        foreach (var document in documents)
        {
            var release = ReleaseId.New(TimeProvider.System);
            (await host.RequestAsync((await host.HoldAsync(document)).Id, release)).Code.ShouldBe(ReleaseRequestCode.Accepted);
            releases.Add(release);
        }

        foreach (var release in releases)
        {
            (await host.EndOfAsync(release)).Stage.ShouldBe(ReleaseStage.Completed);
        }

        mfp.Printed().ShouldBe(documents);
    }

    // I2; mutant: BeginReleaseAsync that starts a release which is already started or finished prints twice
    [Fact]
    public async Task Release_AskedManyTimesWithOneId_PrintsOnce()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        var job = await host.HoldAsync(TestMfp.Document(1));
        var release = ReleaseId.New(TimeProvider.System);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await host.RequestAsync(job.Id, release))));
        await host.EndOfAsync(release);
        var late = await host.RequestAsync(job.Id, release);

        answers.ShouldAllBe(answer => answer.Code == ReleaseRequestCode.Accepted);
        (late.Code, late.Progress!.Stage).ShouldBe((ReleaseRequestCode.Accepted, ReleaseStage.Completed));
        mfp.Printed().ShouldHaveSingleItem();
        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        await host.RestartAsync();
        (await host.RequestAsync(job.Id, release)).Progress!.Stage.ShouldBe(ReleaseStage.Completed, "the release is known across a restart");
        mfp.Printed().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Requests_ThatCannotBe_AreRefusedWithTheirCode()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, "off", device => device.Enabled = false);
        var job = await host.HoldAsync(TestMfp.Document(1));

        (await host.RequestAsync(job.Id, user: UserId.New(TimeProvider.System))).Code.ShouldBe(ReleaseRequestCode.NotOwner);
        (await host.RequestAsync(job.Id, device: "nowhere")).Code.ShouldBe(ReleaseRequestCode.DeviceUnknown);
        (await host.RequestAsync(job.Id, device: "off")).Code.ShouldBe(ReleaseRequestCode.DeviceUnknown);
        (await host.RequestAsync(JobId.New(TimeProvider.System))).Code.ShouldBe(ReleaseRequestCode.JobGone);
        mfp.Printed().ShouldBeEmpty();
        host.Jobs.Find(job.Id)!.State.ShouldBe(JobState.PendingHeld);
    }

    /// <summary>A page from before the job was printed, here or from a copy elsewhere, is no wish for a second print (I2, I3). Mutant: what was printed and is kept is always printed once more.</summary>
    [Fact]
    public async Task FirstPrint_OfAJobThatWasPrintedSince_IsRefused_AndAReprintIsNot()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        var job = await host.HoldAsync(TestMfp.Document(1));
        await host.PrintAsync(job.Id);

        (await host.RequestAsync(job.Id, isFirstPrint: true)).Code.ShouldBe(ReleaseRequestCode.PrintedSince);
        await host.PrintAsync(job.Id);

        mfp.Printed().Count.ShouldBe(2);
    }

    [Fact]
    public async Task SecondRelease_WhileTheFirstPrints_IsTold_AndAFullLaneToo()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync(options => options.WaitingMax = 1);
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        mfp.Set(new MfpBehaviour { StallAfterBytes = 0 });
        var first = await host.HoldAsync(TestMfp.Document(1, 8_000_000));
        var release = ReleaseId.New(TimeProvider.System);
        await host.RequestAsync(first.Id, release);
        await host.ProgressAsync(release, progress => progress.Stage == ReleaseStage.Sending, "sending");

        (await host.RequestAsync(first.Id)).Code.ShouldBe(ReleaseRequestCode.JobBusy);
        var waiting = await host.HoldAsync(TestMfp.Document(1));
        (await host.RequestAsync(waiting.Id)).Code.ShouldBe(ReleaseRequestCode.Accepted);
        (await host.RequestAsync((await host.HoldAsync(TestMfp.Document(1))).Id)).Code.ShouldBe(ReleaseRequestCode.DeviceQueueFull);

        mfp.Set(MfpBehaviour.Good);
        (await host.EndOfAsync(release)).Stage.ShouldBe(ReleaseStage.Completed);
    }

    [Fact]
    public async Task Device_RemovedWhileReleasesWait_PrintsNothing()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        mfp.Set(new MfpBehaviour { StallAfterBytes = 0 });
        await host.RequestAsync((await host.HoldAsync(TestMfp.Document(1, 8_000_000))).Id);
        var waiting = ReleaseId.New(TimeProvider.System);
        await host.RequestAsync((await host.HoldAsync(TestMfp.Document(1))).Id, waiting);

        host.Replica.Remove(DeviceId.Parse("mfp-1"));
        mfp.Set(MfpBehaviour.Good);

        var end = await host.EndOfAsync(waiting);
        end.Stage.ShouldBe(ReleaseStage.NotPrinted);
        end.Reason.ShouldContain("console");
    }
}
