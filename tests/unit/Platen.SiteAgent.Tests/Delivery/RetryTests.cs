using Platen.SiteAgent.Delivery;
using Platen.TestKit.Time;
using Platen.VirtualMfp.Device;

namespace Platen.SiteAgent.Tests.Delivery;

public sealed class RetryTests
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 16)]
    [InlineData(5, 30)]
    [InlineData(1_000_000, 30)]
    public void Pause_DoublesUpToItsCap_AndIsHalfOfItAtLeast(int attempt, int secondsMost)
    {
        Pauses.After(attempt, 1).ShouldBe(TimeSpan.FromSeconds(secondsMost));
        Pauses.After(attempt, 0).ShouldBe(TimeSpan.FromSeconds(secondsMost / 2.0));
        Pauses.After(attempt).ShouldBeInRange(TimeSpan.FromSeconds(secondsMost / 2.0), TimeSpan.FromSeconds(secondsMost));
    }

    [Fact]
    public async Task Device_ThatComesBackInTime_PrintsTheJob_AndSaidMeanwhileWhyItWaits()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => device.RetrySeconds = 60);
        mfp.Set(new MfpBehaviour { RefuseConnections = true });
        await mfp.WaitUntilClosedAsync(DeliveryProtocol.Raw);
        var release = Domain.Jobs.ReleaseId.New(TimeProvider.System);
        await host.RequestAsync((await host.HoldAsync(TestMfp.Document(1))).Id, release);

        await host.ProgressAsync(release, progress => progress.Reason.Contains("cannot be reached", StringComparison.Ordinal), "the reason");
        mfp.Set(MfpBehaviour.Good);

        (await host.EndOfAsync(release)).Stage.ShouldBe(ReleaseStage.Completed);
    }

    [Fact]
    public async Task Device_ThatStaysAway_EndsTheReleaseAfterItsTime_AndTheJobIsHeld()
    {
        var clock = new ManualTimeProvider();
        await using var host = await DeliveryHost.StartAsync(time: clock);
        host.AddDevice(DeliveryProtocol.Raw, PeerProcess.FreePort(), change: device => device.RetrySeconds = 10);
        var job = await host.HoldAsync(TestMfp.Document(1));
        var release = Domain.Jobs.ReleaseId.New(TimeProvider.System);
        await host.RequestAsync(job.Id, release);
        await host.ProgressAsync(release, progress => progress.Reason.Length > 0, "the first failure");

        var end = host.EndOfAsync(release);
        while (!end.IsCompleted)
        {
            // only pauses are shortened: time that flies while an attempt is under way makes a refused connection one that was not answered
            if (host.Releases.Find(release) is { Stage: ReleaseStage.CheckingDevice, Reason.Length: > 0 })
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Yield();
        }

        (await end).Reason.ShouldContain("cannot be reached");
        host.Jobs.Find(job.Id)!.State.ShouldBe(Domain.Jobs.JobState.PendingHeld);
        (await host.FinishedAsync(job.Id)).Count.ShouldBe(1, "however often it was tried, it is one release");
    }

    // what a person must mend is not tried again: the person stands in front of it and is told at once
    [Fact]
    public async Task PaperOut_IsNotTriedAgain()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => (device.SnmpPort, device.RetrySeconds) = (mfp.Endpoints.SnmpPort, 3_600));
        mfp.Set(MfpCondition.OutOfPaper);

        var end = await host.PrintAsync((await host.HoldAsync(TestMfp.Document(1))).Id);

        end.Stage.ShouldBe(ReleaseStage.NotPrinted);
        end.Reason.ShouldContain("media-empty");
    }
}
