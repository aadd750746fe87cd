using System.Diagnostics;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Jobs;
using Platen.VirtualMfp.Device;

namespace Platen.SiteAgent.Tests.Delivery;

public sealed class StopAndStartTests
{
    // mutant: a lane that leaves its waiting releases open makes the next start call them partial, although no byte of them was sent
    [Fact]
    public async Task Stop_DuringADelivery_EndsSoon_WithOneFactForEachRelease()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        mfp.Set(new MfpBehaviour { StallAfterBytes = 1000 });
        var sending = await host.HoldAsync(TestMfp.Document(1, 16_000_000));
        var waiting = await host.HoldAsync(TestMfp.Document(1));
        var release = ReleaseId.New(TimeProvider.System);
        await host.RequestAsync(sending.Id, release);
        await host.RequestAsync(waiting.Id);
        await host.ProgressAsync(release, progress => progress.BytesSent > 0, "the first byte");

        var begun = Stopwatch.GetTimestamp();
        await host.RestartAsync();

        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        (await host.FinishedAsync(sending.Id)).ShouldHaveSingleItem().Outcome.ShouldBe(ReleaseOutcome.Partial);
        (await host.FinishedAsync(waiting.Id)).ShouldHaveSingleItem().Outcome.ShouldBe(ReleaseOutcome.NotPrinted);
        host.Jobs.Find(waiting.Id)!.State.ShouldBe(JobState.PendingHeld);
    }

    // I2; mutant: a start that does not settle leaves the job busy for ever; one that settles twice writes two facts
    [Fact]
    public async Task Release_InterruptedByACrash_IsSettledOnce_AsPartial_WithoutACount()
    {
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, 9);
        var job = await host.HoldAsync(TestMfp.Document(1));
        var release = ReleaseId.New(TimeProvider.System);
        (await host.Jobs.BeginReleaseAsync(job.Id, release, DeviceId.Parse("mfp-1"), host.User)).Code.ShouldBe(BeginReleaseCode.Started);

        await host.RestartAsync();
        await host.RestartAsync();

        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.ReleaseId, fact.Outcome, fact.Printed.HasPages).ShouldBe((release.ToString(), ReleaseOutcome.Partial, false));
        host.Jobs.Find(job.Id)!.State.ShouldBe(JobState.PendingHeld);
    }

    // mutant: a release without a user that is journalled with an id of zeros faults the spool, and keeps it from opening again
    [Fact]
    public async Task DirectQueue_OfASenderWhomNobodyKnows_Prints_AndTheSpoolOpensAgain()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        host.Replica.Set(new ReplicaQueue { QueueId = "direct", Kind = ReplicaQueue.Types.Kind.Direct, DeviceId = "mfp-1" });

        var job = await host.HoldAsync(TestMfp.Document(1), queue: "direct", isClaimed: false);
        await FinishedAsync(host, job.Id);
        await host.RestartAsync();

        mfp.Printed().ShouldHaveSingleItem();
        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem().UserId.ShouldBeEmpty();
    }

    [Fact]
    public async Task DirectQueue_PrintsAtOnce_AndOnceAcrossARestart()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        host.Replica.Set(new ReplicaQueue { QueueId = "direct", Kind = ReplicaQueue.Types.Kind.Direct, DeviceId = "mfp-1" });

        var job = await host.HoldAsync(TestMfp.Document(1), queue: "direct");
        await FinishedAsync(host, job.Id);
        await host.RestartAsync();
        var other = await host.HoldAsync(TestMfp.Document(2), queue: "direct");
        await FinishedAsync(host, other.Id);

        mfp.Printed().Count.ShouldBe(2);
        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem().ReleaseId.ShouldBe(new ReleaseId(job.Id.Value).ToString());
    }

    [Fact]
    public async Task DirectQueue_HeldWhileTheDeliveryWasOff_PrintsAtTheNextStart_ButNotWhatBroke()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort);
        var left = await host.HoldAsync(TestMfp.Document(1), queue: "direct");
        var broken = await host.HoldAsync(TestMfp.Document(2), queue: "direct");
        await host.Jobs.BeginReleaseAsync(broken.Id, ReleaseId.New(TimeProvider.System), DeviceId.Parse("mfp-1"), default);
        host.Replica.Set(new ReplicaQueue { QueueId = "direct", Kind = ReplicaQueue.Types.Kind.Direct, DeviceId = "mfp-1" });

        await host.RestartAsync();
        await FinishedAsync(host, left.Id);

        mfp.Printed().ShouldHaveSingleItem();
        (await host.FinishedAsync(broken.Id)).ShouldHaveSingleItem().Outcome.ShouldBe(ReleaseOutcome.Partial);
    }

    private static Task FinishedAsync(DeliveryHost host, JobId job) => host.EndOfOwnReleaseAsync(job);
}
