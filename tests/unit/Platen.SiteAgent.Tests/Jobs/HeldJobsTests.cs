using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Jobs;

public sealed class HeldJobsTests
{
    private static JobReleaseFinished Finished(JobId job, ReleaseId release, ReleaseOutcome outcome) =>
        new() { JobId = job.ToString(), ReleaseId = release.ToString(), DeviceId = "mfp-1", Outcome = outcome };

    [Fact]
    public async Task Release_BegunTwiceWithOneId_StartsOnce()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(100), spool.User);
        var release = ReleaseId.New(TimeProvider.System);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(async () => await spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, spool.User))));

        answers.Count(answer => answer.Code == BeginReleaseCode.Started).ShouldBe(1);
        answers.Count(answer => answer.Code == BeginReleaseCode.AlreadyStarted).ShouldBe(19);
        spool.Jobs.Find(job.Id)!.State.ShouldBe(JobState.Processing);
    }

    [Fact]
    public async Task Releases_OfOneJobByMany_OneGetsIt()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(100), spool.User);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(async () => await spool.Jobs.BeginReleaseAsync(job.Id, ReleaseId.New(TimeProvider.System), SpoolFixture.Device, spool.User))));

        answers.Count(answer => answer.Code == BeginReleaseCode.Started).ShouldBe(1);
        answers.Count(answer => answer.Code == BeginReleaseCode.Busy).ShouldBe(19);
    }

    [Theory]
    [InlineData(ReleaseOutcome.Completed, JobState.Completed)]
    [InlineData(ReleaseOutcome.NotPrinted, JobState.PendingHeld)]
    [InlineData(ReleaseOutcome.Partial, JobState.PendingHeld)]
    public async Task Release_Finished_LeavesTheJobInItsState_AndCountsOnce(ReleaseOutcome outcome, JobState state)
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(100), spool.User);
        var release = ReleaseId.New(TimeProvider.System);
        await spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, spool.User);

        var first = await spool.Jobs.FinishReleaseAsync(Finished(job.Id, release, outcome));
        var second = await spool.Jobs.FinishReleaseAsync(Finished(job.Id, release, ReleaseOutcome.Completed));

        first.Code.ShouldBe(FinishReleaseCode.Finished);
        first.Job!.State.ShouldBe(state);
        second.Code.ShouldBe(FinishReleaseCode.AlreadyFinished);
        second.Outcome.ShouldBe(outcome);
        await spool.RestartAsync();
        spool.Jobs.Find(job.Id)!.State.ShouldBe(state);
        var retry = await spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, spool.User);
        retry.Code.ShouldBe(BeginReleaseCode.AlreadyFinished);
        retry.Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task Release_OpenAtARestart_IsInterrupted_AndOnlyItsOwnRetryIsAnswered()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(100), spool.User);
        var release = ReleaseId.New(TimeProvider.System);
        await spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, spool.User);

        await spool.RestartAsync();

        spool.Jobs.ListInterruptedReleases().ShouldHaveSingleItem().Release!.Id.ShouldBe(release);
        (await spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, spool.User)).Code.ShouldBe(BeginReleaseCode.AlreadyStarted);
        (await spool.Jobs.BeginReleaseAsync(job.Id, ReleaseId.New(TimeProvider.System), SpoolFixture.Device, spool.User)).Code.ShouldBe(BeginReleaseCode.Busy);
        (await spool.Jobs.DeleteAsync(job.Id, DeletionCause.Owner, spool.User)).Code.ShouldBe(DeleteCode.Busy);
        (await spool.Jobs.FinishReleaseAsync(Finished(job.Id, release, ReleaseOutcome.NotPrinted))).Job!.IsInterrupted.ShouldBeFalse();
        spool.Jobs.ListInterruptedReleases().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2_000_000)]
    public async Task PrivateJob_Printed_IsGoneWithItsKey(int size)
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(size), spool.User, SpoolFixture.Private);
        var release = ReleaseId.New(TimeProvider.System);
        await spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, spool.User);

        var answer = await spool.Jobs.FinishReleaseAsync(Finished(job.Id, release, ReleaseOutcome.Completed));

        answer.Job.ShouldBeNull();
        spool.Jobs.Find(job.Id).ShouldBeNull();
        spool.Engine.Space.Used.ShouldBe(0);
        await Should.ThrowAsync<JobGoneException>(async () => await spool.Jobs.OpenAsync(job.Id));
        var retry = await spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, spool.User);
        retry.Code.ShouldBe(BeginReleaseCode.AlreadyFinished);
        await spool.RestartAsync();
        spool.Jobs.Find(job.Id).ShouldBeNull();
        (await spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, spool.User)).Code.ShouldBe(BeginReleaseCode.AlreadyFinished);
    }
}
