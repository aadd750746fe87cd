using System.Globalization;
using Platen.Domain.Accounting;
using Platen.Domain.Jobs;

namespace Platen.Domain.Tests.Jobs;

/// <summary>What the table's cells do not show.</summary>
public sealed class JobLifecycleTests
{
    [Fact]
    public void Received_FirstTime_IsHeldWithAllThatWasReported()
    {
        var decision = JobLifecycle.Apply(null, Sample.Received(Sample.Anna), Sample.Context);
        var job = decision.Job!;
        (job.State, job.StateReason, job.Owner, job.Agent, job.DataKept, job.Version).ShouldBe((JobState.PendingHeld, "job-release-wait", Sample.Anna, Sample.Agent, true, 1));
        decision.Audit.ShouldHaveSingleItem().Action.ShouldBe("job.received");
        decision.Audit[0].Details.Values.ShouldNotContain("Report");
    }

    [Theory]
    [InlineData(-1, "aa")]
    [InlineData(10, "aa")]
    [InlineData(-1, null)]
    public void Received_ImpossibleDocument_IsParked(long size, string? sha)
    {
        var fact = Sample.Received();
        fact = fact with { Facts = fact.Facts with { SizeBytes = size, Sha256 = sha ?? fact.Facts.Sha256 } };
        JobLifecycle.Apply(null, fact, Sample.Context).Reason.ShouldBe(RejectionReason.InvalidFact);
    }

    [Fact]
    public void Received_HostileTexts_AreCutAndCleaned()
    {
        var fact = Sample.Received() with { Title = "a\0b\n" + new string('x', 5_000), ClaimedUser = "\ud800eve", SourceAddress = new string('1', 500) };
        var job = JobLifecycle.Apply(null, fact, Sample.Context).Job!;
        job.Title.ShouldStartWith("a b xxx");
        job.Title.Length.ShouldBe(FactBounds.TitleMax);
        job.ClaimedUser.ShouldBe("\ufffdeve");
        job.SourceAddress.Length.ShouldBe(FactBounds.AddressMax);
    }

    [Fact]
    public void Finished_Completed_ChargesTheOwnerByTheDevicesCount()
    {
        var entry = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Bert), Sample.Started()), Sample.Finished(ReleaseOutcome.Completed), Sample.Context).Ledger!;
        (entry.User, entry.Impressions, entry.Evidence, entry.PriceE4, entry.Release, entry.Id).ShouldBe((Sample.Bert, 6, PageEvidence.Device, 50 + (6 * 300), Sample.Release, Sample.Release.Value));
    }

    [Fact]
    public void Finished_UnclaimedWithoutUser_IsChargedToNobody()
    {
        var fact = Sample.Finished(ReleaseOutcome.Completed) with { User = null };
        JobLifecycle.Apply(Sample.After(Sample.Received(), Sample.Started()), fact, Sample.Context).Ledger!.User.ShouldBe(default);
    }

    [Fact]
    public void Finished_UnknownQueue_IsEnteredWithPriceZero()
    {
        var entry = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna), Sample.Started()), Sample.Finished(ReleaseOutcome.Completed), Sample.Context with { Queue = null }).Ledger!;
        (entry.Impressions, entry.PriceE4).ShouldBe((6, 0));
    }

    [Fact]
    public void Finished_AfterDeletion_IsChargedAndStaysDeleted()
    {
        var deleted = Sample.After(Sample.Received(Sample.Anna), Sample.Started(), Sample.Deleted(DeletionCause.Owner));
        var decision = JobLifecycle.Apply(deleted, Sample.Finished(ReleaseOutcome.Completed), Sample.Context);
        (decision.Job!.State, decision.Job.PrintedTimes, decision.Job.OpenRelease, decision.Job.DataKept).ShouldBe((JobState.Canceled, 1, null, false));
        decision.Ledger!.PriceE4.ShouldBe(50 + (6 * 300));
    }

    [Fact]
    public void Finished_AnotherReleaseThanTheOpenOne_IsChargedAndTheOpenOneGoesOn()
    {
        var decision = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna), Sample.Started(Sample.OtherRelease)), Sample.Finished(ReleaseOutcome.Completed), Sample.Context);
        (decision.Job!.State, decision.Job.OpenRelease, decision.Job.PrintedTimes).ShouldBe((JobState.Processing, Sample.OtherRelease, 1));
        decision.Audit[0].Details["unexpected"].ShouldBe("true");
    }

    [Fact]
    public void Started_WhileAnotherIsOpen_IsBelievedAndSaid()
    {
        var decision = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna), Sample.Started(Sample.OtherRelease)), Sample.Started(), Sample.Context);
        decision.Job!.OpenRelease.ShouldBe(Sample.Release);
        decision.Audit[0].Details["supersedes"].ShouldBe(Sample.OtherRelease.ToString());
    }

    [Theory]
    [InlineData(ReleaseOutcome.NotPrinted, "media-empty-error", "media-empty-error")]
    [InlineData(ReleaseOutcome.NotPrinted, "", "job-release-wait")]
    [InlineData(ReleaseOutcome.Partial, "connection-reset", "connection-reset")]
    public void Finished_NotWhole_HoldsTheJobAndSaysWhy(ReleaseOutcome outcome, string reason, string expected)
    {
        var decision = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna), Sample.Started()), Sample.Finished(outcome) with { Reason = reason }, Sample.Context);
        (decision.Job!.State, decision.Job.StateReason, decision.Job.PrintedTimes).ShouldBe((JobState.PendingHeld, expected, 0));
    }

    [Fact]
    public void Reprint_ThatFails_LeavesTheJobCompleted()
    {
        var printed = Sample.After(Sample.Received(Sample.Anna), Sample.Started(Sample.OtherRelease), Sample.Finished(ReleaseOutcome.Completed, Sample.OtherRelease), Sample.Started());
        JobLifecycle.Apply(printed, Sample.Finished(ReleaseOutcome.NotPrinted), Sample.Context).Job!.State.ShouldBe(JobState.Completed);
    }

    [Fact]
    public void Resolved_Unclaimed_SetsTheOwner()
    {
        var decision = JobLifecycle.Apply(Sample.After(Sample.Received()), new JobOwnerResolved { Job = Sample.JobId, Owner = Sample.Anna }, Sample.Context);
        decision.Job!.Owner.ShouldBe(Sample.Anna);
    }

    [Fact]
    public void Resolved_SameOwner_IsNothingNew()
    {
        var decision = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna)), new JobOwnerResolved { Job = Sample.JobId, Owner = Sample.Anna }, Sample.Context);
        decision.Code.ShouldBe(DecisionCode.NothingNew);
    }

    // Mutant: let the last one win. An agent could then take over anybody's jobs.
    [Fact]
    public void Resolved_AnotherOwner_IsParked()
    {
        var decision = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna)), new JobOwnerResolved { Job = Sample.JobId, Owner = Sample.Bert }, Sample.Context);
        decision.Reason.ShouldBe(RejectionReason.OtherOwner);
    }

    [Theory]
    [InlineData(DeletionCause.Owner, JobState.Canceled, "job-canceled-by-user")]
    [InlineData(DeletionCause.Expired, JobState.Canceled, "job-canceled-after-timeout")]
    [InlineData(DeletionCause.Administrator, JobState.Canceled, "job-canceled-by-operator")]
    [InlineData(DeletionCause.Damaged, JobState.Aborted, "aborted-by-system")]
    public void Deleted_Held_EndsByItsCause(DeletionCause cause, JobState state, string reason)
    {
        var job = JobLifecycle.Apply(Sample.After(Sample.Received(Sample.Anna)), Sample.Deleted(cause), Sample.Context).Job!;
        (job.State, job.StateReason, job.DataKept).ShouldBe((state, reason, false));
    }

    /// <summary>
    /// I2: random schedules, facts repeated as facts (a second sequence) and as events (the same sequence), deciding on stale rows and again. Mutants: no unique release in the ledger; no unique event; an id made by chance.
    /// </summary>
    [Fact]
    public void Schedules_WithRepeats_ChargeEveryPrintedReleaseExactlyOnce()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var printed = new Dictionary<ReleaseId, ReleaseOutcome>();
            var ledger = new Dictionary<ReleaseId, LedgerEntry>();
            var row = (Job?)null;
            foreach (var fact in Schedule(random, printed))
            {
                var repeats = random.Next(4) == 0 ? 2 : 1;
                for (var repeat = 0; repeat < repeats; repeat++)
                {
                    var decision = JobLifecycle.Apply(row, fact, Sample.Context);
                    if (decision.Ledger is { } entry && !ledger.TryAdd(entry.Release, entry))
                    {
                        continue; // the store says Duplicate: nothing of the commit is written
                    }

                    row = decision.Job ?? row;
                }
            }

            var expected = printed.Where(release => Charging.IsCharged(release.Value)).Select(release => release.Key);
            ledger.Keys.Order(Comparer<ReleaseId>.Create((a, b) => a.Value.CompareTo(b.Value))).ShouldBe(
                expected.Order(Comparer<ReleaseId>.Create((a, b) => a.Value.CompareTo(b.Value))), $"seed {seed.ToString(CultureInfo.InvariantCulture)}");
            row!.PrintedTimes.ShouldBe(printed.Values.Count(outcome => outcome == ReleaseOutcome.Completed), $"seed {seed.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static IEnumerable<JobFact> Schedule(Random random, Dictionary<ReleaseId, ReleaseOutcome> printed)
    {
        yield return Sample.Received(Sample.Anna);
        var open = new List<ReleaseId>();
        var deleted = false;
        for (var step = 0; step < 12; step++)
        {
            switch (random.Next(6))
            {
                case 0 or 1 when !deleted:
                    var next = new ReleaseId(new Guid(random.Next(), (short)step, 0, 1, 2, 3, 4, 5, 6, 7, 8));
                    open.Add(next);
                    yield return Sample.Started(next);
                    break;
                case 2 or 3 or 4 when open.Count > 0:
                    var release = open[random.Next(open.Count)];
                    open.Remove(release);
                    printed[release] = (ReleaseOutcome)random.Next(1, 4);
                    yield return Sample.Finished(printed[release], release);
                    break;
                case 5 when !deleted && step > 6:
                    deleted = true;
                    yield return Sample.Deleted((DeletionCause)random.Next(1, 5));
                    break;
            }
        }
    }
}
