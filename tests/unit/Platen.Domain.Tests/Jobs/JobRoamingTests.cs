using Platen.Domain.Jobs;
using Platen.Domain.Sites;

namespace Platen.Domain.Tests.Jobs;

/// <summary>Releases that ended at a site that does not hold the job (MS02, I2, I3).</summary>
public sealed class JobRoamingTests
{
    private static readonly SiteId Elsewhere = SiteId.Parse("elsewhere");
    private static readonly JobContext There = Sample.Context with { Site = Elsewhere, Agent = AgentId.Parse("elsewhere-1") };

    [Fact]
    public void Roamed_Completed_IsChargedWhereItCameOutAndTheHolderIsTold()
    {
        var job = Sample.After(Sample.Received(Sample.Anna), Sample.Started());
        var decision = JobLifecycle.Apply(job, Roamed(ReleaseOutcome.Completed), There);

        (decision.Ledger!.Site, decision.Ledger.User, decision.Ledger.PriceE4, decision.Ledger.Id).ShouldBe((Elsewhere, Sample.Anna, 50 + (6 * 300), Sample.Release.Value));
        decision.EndsHandOver.ShouldNotBeNull();
        decision.Job.ShouldBeNull("only the holder says what becomes of the job");
        decision.Audit.ShouldHaveSingleItem().Action.ShouldBe("job.printed");
    }

    [Fact]
    public void Roamed_NotPrinted_ChargesNothingAndTellsTheHolder()
    {
        var decision = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna), Sample.Started()), Roamed(ReleaseOutcome.NotPrinted), There);
        decision.Ledger.ShouldBeNull();
        decision.EndsHandOver!.Outcome.ShouldBe(ReleaseOutcome.NotPrinted);
    }

    /// <summary>The facts of two agents come in any order. Mutant: the record must know the release first.</summary>
    [Fact]
    public void Roamed_BeforeTheHoldersFacts_IsChargedAllTheSame() =>
        JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna)), Roamed(ReleaseOutcome.Completed), There).Ledger.ShouldNotBeNull();

    /// <summary>Mutant: the holder's fact charges too.</summary>
    [Fact]
    public void HoldersEnd_OfAReleaseElsewhere_ChangesTheStateAndChargesNothing()
    {
        var job = Sample.After(Sample.Received(Sample.Anna), Sample.Started());
        var decision = JobLifecycle.Apply(job, Sample.Finished(ReleaseOutcome.Completed) with { PrintedAt = Elsewhere }, Sample.Context);

        decision.Ledger.ShouldBeNull();
        (decision.Job!.State, decision.Job.PrintedTimes).ShouldBe((JobState.Completed, 1));
        decision.Audit[0].Details["printed-at"].ShouldBe("elsewhere");
    }

    [Fact]
    public void Roamed_ForSomebodyElsesJobOrByTheHolder_IsParked()
    {
        var job = Sample.After(Sample.Received(Sample.Bert), Sample.Started());
        JobLifecycle.Apply(job with { AllowsDelegates = false }, Roamed(ReleaseOutcome.Completed), There).Reason.ShouldBe(RejectionReason.OtherOwner);
        JobLifecycle.Apply(job with { Owner = null }, Roamed(ReleaseOutcome.Completed), There).Reason.ShouldBe(RejectionReason.OtherOwner);
        JobLifecycle.Apply(job, Roamed(ReleaseOutcome.Completed), Sample.Context).Reason.ShouldBe(RejectionReason.InvalidFact);
        JobLifecycle.Apply(null, Roamed(ReleaseOutcome.Completed), There).Reason.ShouldBe(RejectionReason.UnknownJob);
    }

    /// <summary>PR16. Mutant: what a delegate printed elsewhere is parked: charged to nobody, and the job is locked at its holder for good.</summary>
    [Fact]
    public void Roamed_ByADelegate_IsChargedToTheOwner()
    {
        var decision = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Bert), Sample.Started()), Roamed(ReleaseOutcome.Completed), There);

        decision.Ledger!.User.ShouldBe(Sample.Bert);
        decision.EndsHandOver.ShouldNotBeNull();
    }

    private static JobRoamed Roamed(ReleaseOutcome outcome) => new() { Job = Sample.JobId, End = Sample.Finished(outcome) };
}
