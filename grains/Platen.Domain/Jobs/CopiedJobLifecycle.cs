using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Sites;

namespace Platen.Domain.Jobs;

/// <summary>
/// <see cref="JobLifecycle"/> for a job that has copies (ADR 0040). There the record, not the agent that received the job, says which release has it. So the outcome that counts is that of the agent which took the job for this very
/// release; whatever else says that paper came out is charged, once, by its release id, and changes nothing else.
/// </summary>
internal static class CopiedJobLifecycle
{
    /// <summary>What the agent that received the job reports.</summary>
    public static JobDecision OfHolder(Job job, JobCopies copies, JobFact fact, JobContext context) => fact switch
    {
        // begun on its own disk only, to be asked about: the record moves with the answer
        JobReleaseStarted => JobDecision.NothingNew,
        JobReleaseFinished finished => Finish(job, copies, finished, context),
        _ => DropWhenOver(JobLifecycle.OfHolder(job, fact, context), copies),
    };

    /// <summary>A release ended at another agent than the one that received the job: from the copy, or handed over.</summary>
    public static JobDecision Roam(Job job, JobCopies copies, JobReleaseFinished fact, JobContext context)
    {
        if (!JobLifecycle.IsSound(fact) || (job.Agent == context.Agent && job.Site == context.Site))
        {
            return JobDecision.Reject(RejectionReason.InvalidFact);
        }

        if (!JobLifecycle.MayHaveReleased(job, fact.User))
        {
            return JobDecision.Reject(RejectionReason.OtherOwner);
        }

        // a receiver destroys what it fetched; the job's own data is where it was
        var end = fact with { DataDestroyed = false };
        return HasIt(copies, fact, context) ? End(job, copies, end, context) with { EndsHandOver = end } : ChargeOnly(job, end, context);
    }

    /// <summary>The copy is whole, or gone.</summary>
    public static JobDecision Copied(Job job, JobCopied fact, JobContext context)
    {
        if (job.Copies is not { } copies || copies.Site != context.Site)
        {
            return JobDecision.Reject(RejectionReason.NotAuthority);
        }

        if (fact.IsGone)
        {
            return copies.Agent == context.Agent
                ? JobLifecycle.Applied(job with { Copies = copies with { Agent = null, Since = null } }, [JobAudit.Copied(job, fact, context)])
                : JobDecision.NothingNew;
        }

        if (copies.IsDropped)
        {
            return new JobDecision { Code = DecisionCode.Applied, CopyOrder = SiteCommandKind.DropCopy };
        }

        return copies.Agent == context.Agent
            ? JobDecision.NothingNew
            : JobLifecycle.Applied(job with { Copies = copies with { Agent = context.Agent, Since = context.At } }, [JobAudit.Copied(job, fact, context)]);
    }

    private static JobDecision Finish(Job job, JobCopies copies, JobReleaseFinished fact, JobContext context)
    {
        if (!JobLifecycle.IsSound(fact))
        {
            return JobDecision.Reject(RejectionReason.InvalidFact);
        }

        if (fact.PrintedAt is null && HasIt(copies, fact, context))
        {
            return End(job, copies, fact, context);
        }

        return fact.PrintedAt is null && Charging.IsCharged(fact.Outcome) ? ChargeOnly(job, fact, context) : DropWhenOver(DataOnly(job, fact, []), copies);
    }

    private static bool HasIt(JobCopies copies, JobReleaseFinished fact, JobContext context) =>
        copies.Taken is { } taken && taken.Release == fact.Release && taken.IsOf(context.Site, context.Agent);

    private static JobDecision End(Job job, JobCopies copies, JobReleaseFinished fact, JobContext context)
    {
        var ledger = Charging.IsCharged(fact.Outcome) ? JobLifecycle.Charge(job, fact, context) : null;
        var next = JobLifecycle.AfterRelease(job, fact, context) with { Copies = copies.GiveBack() };
        return DropWhenOver(JobLifecycle.Applied(next, [JobAudit.ReleaseFinished(job, fact, ledger, context)]) with { Ledger = ledger }, copies);
    }

    // of a release that an administrator has given up, or that never had the right: paper is paper
    private static JobDecision ChargeOnly(Job job, JobReleaseFinished fact, JobContext context)
    {
        var ledger = Charging.IsCharged(fact.Outcome) ? JobLifecycle.Charge(job, fact, context) : null;
        ImmutableArray<AuditEntry> audit = [JobAudit.ReleaseFinished(job, fact, ledger, context)];
        var decision = DataOnly(job, fact, audit);
        return DropWhenOver(decision with { Code = DecisionCode.Applied, Ledger = ledger, Audit = audit }, job.Copies!);
    }

    private static JobDecision DataOnly(Job job, JobReleaseFinished fact, ImmutableArray<AuditEntry> audit) =>
        fact.DataDestroyed && job.DataKept ? JobLifecycle.Applied(job with { DataKept = false }, audit) : JobDecision.NothingNew;

    private static JobDecision DropWhenOver(JobDecision decision, JobCopies before) =>
        decision.Job is { } next && !before.IsDropped && JobAuthority.IsOver(next) ? decision with { Job = JobAuthority.Drop(next), CopyOrder = SiteCommandKind.DropCopy } : decision;
}
