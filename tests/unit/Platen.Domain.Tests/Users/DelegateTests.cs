using Platen.Domain.Jobs;
using Platen.Domain.Tests.Jobs;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>Delegates release another's jobs, and nothing more (PR16).</summary>
public sealed class DelegateTests
{
    private static readonly User Anna = new()
    {
        Tenant = Sample.Tenant, Id = Sample.Anna, LoginName = "anna", DisplayName = "Anna", Role = UserRole.User, Delegates = [Sample.Bert],
    };

    private static readonly Actor Bert = Actor.Of(new User { Tenant = Sample.Tenant, Id = Sample.Bert, LoginName = "bert", DisplayName = "Bert", Role = UserRole.User }, "test");

    private static Job AnnasJob => JobLifecycle.Apply(null, Received, Sample.Context).Job!;

    private static JobReceived Received => new()
    {
        Job = Sample.JobId, Queue = Sample.QueueId, ClaimedUser = "anna", Owner = Sample.Anna, Title = "Report", Protocol = IntakeProtocol.Lpd,
        Facts = new DocumentFacts { Format = "application/pdf", Pages = PageCount.Unknown("test"), SizeBytes = 1, Sha256 = new string('0', 64) },
    };

    // mutant: a check that does not ask for the job's own word lets delegates print what was sent to a queue or port that bars them
    [Fact]
    public void Delegate_MayRelease_OnlyAJobThatAllowsIt_OfAnActiveOwner()
    {
        Rights.MayRelease(Bert, AnnasJob, Anna).ShouldBeTrue();
        Rights.MayRelease(Bert, AnnasJob with { AllowsDelegates = false }, Anna).ShouldBeFalse();
        Rights.MayRelease(Bert, AnnasJob, Anna with { Active = false }).ShouldBeFalse();
        Rights.MayRelease(Bert, AnnasJob, Anna with { Delegates = [] }).ShouldBeFalse();
        Rights.MayRelease(Bert, AnnasJob with { Owner = null }, Anna).ShouldBeFalse();
        Rights.MayRelease(Bert, AnnasJob, null).ShouldBeFalse();
        Rights.MayHandle(Bert, AnnasJob).ShouldBeFalse("a delegate does not see or delete the job in the console");
    }

    [Fact]
    public void User_OwnDelegate_OrTooMany_IsAnError()
    {
        UserRules.Check(Anna).ShouldBeEmpty();
        UserRules.Check(Anna with { Delegates = [Sample.Anna] }).ShouldHaveSingleItem();
        UserRules.Check(Anna with { Delegates = [.. Enumerable.Range(0, UserRules.DelegatesMax + 1).Select(_ => UserId.New(TimeProvider.System))] }).ShouldHaveSingleItem();
    }

    // mutant: a charge to who released it
    [Fact]
    public void Job_ReleasedByADelegate_IsChargedToItsOwner_AndBothAreOnRecord()
    {
        var started = new JobReleaseStarted { Job = Sample.JobId, Release = Sample.Release, Device = Sample.Device, User = Sample.Bert };
        var job = JobLifecycle.Apply(AnnasJob, started, Sample.Context).Job!;
        var finished = new JobReleaseFinished
        {
            Job = Sample.JobId, Release = Sample.Release, Device = Sample.Device, User = Sample.Bert, Outcome = ReleaseOutcome.Completed,
            Printed = new PageCount(3, PageEvidence.Parsed, ""), Copies = 1,
        };

        var decision = JobLifecycle.Apply(job, finished, Sample.Context);

        decision.Ledger!.User.ShouldBe(Sample.Anna);
        var audit = decision.Audit.ShouldHaveSingleItem();
        audit.Actor.ShouldBe($"user:{Sample.Bert}");
        audit.Details["owner"].ShouldBe(Sample.Anna.ToString());
    }

    [Fact]
    public void Receipt_WithFindings_TellsThemInTheAudit()
    {
        var audit = JobLifecycle.Apply(null, Received with { Findings = ["PJL FSDELETE removed"], Evidence = Domain.Queues.OwnerEvidence.ClaimedName, SentTo = Sample.Device }, Sample.Context).Audit.ShouldHaveSingleItem();

        (audit.Details["content"], audit.Details["evidence"], audit.Details["device"]).ShouldBe(("PJL FSDELETE removed", "ClaimedName", Sample.Device.Value));
    }
}
