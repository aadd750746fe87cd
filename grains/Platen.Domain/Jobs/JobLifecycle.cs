using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>
/// The job's state machine, as a pure function: a job's row and a fact give the new row and what belongs to it. The table is in docs/architecture/jobs.md, and the tests go through every cell of it.
/// The agent that holds the data is the authority, so its facts are believed even where the record did not expect them: a release that finished is charged in every state, deleted jobs included.
/// Exactly-once charging does not rest on this function but on the ledger's unique release (I2).
/// </summary>
public static class JobLifecycle
{
    /// <summary>Decides what becomes of a job by a fact.</summary>
    /// <param name="job">The job's row; null: not recorded.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="context">What else the decision rests on.</param>
    public static JobDecision Apply(Job? job, JobFact fact, JobContext context)
    {
        if (fact is JobReceived received)
        {
            return job is null ? Receive(received, context) : JobDecision.Reject(RejectionReason.JobExists);
        }

        if (job is null)
        {
            return JobDecision.Reject(RejectionReason.UnknownJob);
        }

        if (fact is JobRoamed roamed)
        {
            return job.Copies is null ? Roam(job, roamed.End, context) : CopiedJobLifecycle.Roam(job, job.Copies, roamed.End, context);
        }

        if (fact is JobCopied copied)
        {
            return CopiedJobLifecycle.Copied(job, copied, context);
        }

        if (job.Agent != context.Agent || job.Site != context.Site)
        {
            return JobDecision.Reject(RejectionReason.NotAuthority);
        }

        return job.Copies is null ? OfHolder(job, fact, context) : CopiedJobLifecycle.OfHolder(job, job.Copies, fact, context);
    }

    /// <summary>What the agent that holds the job reports.</summary>
    internal static JobDecision OfHolder(Job job, JobFact fact, JobContext context)
    {
        return fact switch
        {
            JobReleaseStarted started => Start(job, started, context),
            JobReleaseFinished finished => Finish(job, finished, context),
            JobDeleted deleted => Delete(job, deleted, context),
            JobOwnerResolved resolved => Resolve(job, resolved, context),
            JobPagesCounted counted => Recount(job, counted, context),
            _ => JobDecision.Reject(RejectionReason.UnknownFact),
        };
    }

    private static JobDecision Receive(JobReceived fact, JobContext context)
    {
        if (FactBounds.Document(fact.Facts) is not { } facts || fact.Protocol is < IntakeProtocol.Lpd or > IntakeProtocol.Raw || fact.Queue == default)
        {
            return JobDecision.Reject(RejectionReason.InvalidFact);
        }

        var job = new Job
        {
            Tenant = context.Tenant,
            Id = fact.Job,
            Site = context.Site,
            Agent = context.Agent,
            Queue = fact.Queue,
            ClaimedUser = FactBounds.Text(fact.ClaimedUser, FactBounds.NameMax),
            Owner = fact.Owner,
            Reach = fact.Reach is < JobReach.Anywhere or > JobReach.DeviceAtOnce ? JobReach.Anywhere : fact.Reach,
            SentTo = fact.SentTo,
            AllowsDelegates = fact.AllowsDelegates,
            Title = FactBounds.Text(fact.Title, FactBounds.TitleMax),
            Facts = facts,
            Protocol = fact.Protocol,
            SourceAddress = FactBounds.Text(fact.SourceAddress, FactBounds.AddressMax),
            ReceivedAt = context.At,
            State = JobState.PendingHeld,
            StateReason = JobStateReason.Held,
            StateSince = context.At,
            Copies = fact.CopiedTo is { } site && site != context.Site ? new JobCopies { Site = site } : null,
        };
        return Applied(job, [JobAudit.Received(job, fact, context)]) with { CopyOrder = job.Copies is null ? SiteCommandKind.Unspecified : SiteCommandKind.CopyJob };
    }

    private static JobDecision Start(Job job, JobReleaseStarted fact, JobContext context)
    {
        if (job.State is JobState.Canceled or JobState.Aborted)
        {
            return JobDecision.Reject(RejectionReason.JobClosed);
        }

        if (job.State == JobState.Processing && job.OpenRelease == fact.Release)
        {
            return JobDecision.NothingNew;
        }

        if (!job.DataKept)
        {
            return JobDecision.Reject(RejectionReason.DataGone);
        }

        var next = Enter(job, JobState.Processing, JobStateReason.Printing, context) with { OpenRelease = fact.Release, Device = fact.Device };
        return Applied(next, [JobAudit.ReleaseStarted(job, fact, context)]);
    }

    // Charged by the site where it came out. The record's state waits for the holder, who is the authority over it, and who ends the hand-over when told.
    private static JobDecision Roam(Job job, JobReleaseFinished fact, JobContext context)
    {
        if (!IsSound(fact) || (job.Agent == context.Agent && job.Site == context.Site))
        {
            return JobDecision.Reject(RejectionReason.InvalidFact);
        }

        if (!MayHaveReleased(job, fact.User))
        {
            return JobDecision.Reject(RejectionReason.OtherOwner);
        }

        var ledger = Charging.IsCharged(fact.Outcome) ? Charge(job, fact, context) : null;
        return new JobDecision { Code = DecisionCode.Applied, Ledger = ledger, Audit = [JobAudit.ReleaseFinished(job, fact, ledger, context)], EndsHandOver = fact };
    }

    // that it was a delegate (PR16) was checked before the document was given away; the owner pays
    internal static bool MayHaveReleased(Job job, UserId? user) => job.Owner is { } owner && (owner == user || (user is not null && job.AllowsDelegates));

    internal static bool IsSound(JobReleaseFinished fact) => fact.Outcome is >= ReleaseOutcome.Completed and <= ReleaseOutcome.Partial && fact.Release != default && fact.Device != default;

    private static JobDecision Finish(Job job, JobReleaseFinished fact, JobContext context)
    {
        if (!IsSound(fact))
        {
            return JobDecision.Reject(RejectionReason.InvalidFact);
        }

        if (fact.Outcome == ReleaseOutcome.NotPrinted && job.OpenRelease != fact.Release && !(fact.DataDestroyed && job.DataKept))
        {
            return JobDecision.NothingNew;
        }

        var next = AfterRelease(job, fact, context);
        var ledger = Charging.IsCharged(fact.Outcome) && fact.PrintedAt is null ? Charge(job, fact, context) : null;
        return Applied(next, [JobAudit.ReleaseFinished(job, fact, ledger, context)]) with { Ledger = ledger };
    }

    internal static Job AfterRelease(Job job, JobReleaseFinished fact, JobContext context)
    {
        var printed = job.PrintedTimes + (fact.Outcome == ReleaseOutcome.Completed ? 1 : 0);
        var isOpenOne = job.OpenRelease == fact.Release;
        var next = job with
        {
            PrintedTimes = printed,
            DataKept = job.DataKept && !fact.DataDestroyed,
            OpenRelease = isOpenOne ? null : job.OpenRelease,
            Device = isOpenOne || job.OpenRelease is null ? fact.Device : job.Device,
        };
        if (job.State is JobState.Canceled or JobState.Aborted || (job.State == JobState.Processing && !isOpenOne))
        {
            return next;
        }

        var reason = FactBounds.Text(fact.Reason, FactBounds.ReasonMax);
        if (printed > 0)
        {
            return Enter(next, JobState.Completed, CompletedReason(fact.Outcome, reason), context);
        }

        return next.DataKept
            ? Enter(next, JobState.PendingHeld, Or(reason, JobStateReason.Held), context)
            : Enter(next, JobState.Aborted, Or(reason, JobStateReason.AbortedBySystem), context);
    }

    internal static LedgerEntry Charge(Job job, JobReleaseFinished fact, JobContext context)
    {
        var count = Charging.Count(fact);
        var colour = fact.Colour == ColourMode.Unspecified ? job.Facts.Colour : fact.Colour;
        var sides = fact.Sides == Sides.Unspecified ? job.Facts.Sides : fact.Sides;
        return new LedgerEntry
        {
            // One entry a release, ever: the release's id serves as the entry's, so that deciding twice gives the same row.
            Id = fact.Release.Value,
            Tenant = context.Tenant,
            Site = context.Site,
            At = context.At,
            Release = fact.Release,
            Job = job.Id,
            User = job.Owner ?? fact.User ?? default,
            Device = fact.Device,
            Queue = job.Queue,
            Title = job.Title,
            Impressions = count.Pages,
            Evidence = count.Evidence,
            AllCounts = Charging.AllCounts(fact),
            Colour = colour,
            Sides = sides,
            Copies = FactBounds.Copies(fact.Copies),
            PriceE4 = Charging.PriceE4(count, context.Queue?.Prices ?? new PriceList(), colour, sides),
            Currency = context.Currency,
            Outcome = fact.Outcome,
        };
    }

    private static JobDecision Delete(Job job, JobDeleted fact, JobContext context)
    {
        if (fact.Cause is < DeletionCause.Owner or > DeletionCause.Damaged)
        {
            return JobDecision.Reject(RejectionReason.InvalidFact);
        }

        if (!job.DataKept)
        {
            return JobDecision.NothingNew;
        }

        // A printed job whose kept data goes stays printed. A job deleted in the middle of a release keeps that release's id, so that its late end is known as such.
        var gone = job with { DataKept = false };
        var next = job.State switch
        {
            JobState.Completed or JobState.Canceled or JobState.Aborted => gone,
            _ => Enter(gone, fact.Cause == DeletionCause.Damaged ? JobState.Aborted : JobState.Canceled, JobStateReason.Of(fact.Cause), context),
        };
        return Applied(next, [JobAudit.Deleted(job, fact, context)]);
    }

    private static JobDecision Resolve(Job job, JobOwnerResolved fact, JobContext context)
    {
        if (job.Owner == fact.Owner)
        {
            return JobDecision.NothingNew;
        }

        return job.Owner is null
            ? Applied(job with { Owner = fact.Owner }, [JobAudit.OwnerResolved(job, fact, context)])
            : JobDecision.Reject(RejectionReason.OtherOwner);
    }

    private static JobDecision Recount(Job job, JobPagesCounted fact, JobContext context)
    {
        if (FactBounds.Document(job.Facts with { Pages = fact.Pages }) is not { } facts)
        {
            return JobDecision.Reject(RejectionReason.InvalidFact);
        }

        return facts.Pages == job.Facts.Pages ? JobDecision.NothingNew : Applied(job with { Facts = facts }, [JobAudit.PagesCounted(job, facts.Pages, context)]);
    }

    private static Job Enter(Job job, JobState state, string reason, JobContext context) =>
        job with { State = state, StateReason = reason, StateSince = context.At };

    internal static JobDecision Applied(Job next, ImmutableArray<AuditEntry> audit) =>
        new() { Code = DecisionCode.Applied, Job = next with { Version = next.Version + 1 }, Audit = audit };

    private static string CompletedReason(ReleaseOutcome outcome, string reason) => outcome switch
    {
        ReleaseOutcome.Completed => JobStateReason.Printed,
        ReleaseOutcome.Partial => Or(reason, JobStateReason.PrintedInPart),
        _ => Or(reason, JobStateReason.Printed),
    };

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
