namespace Platen.Domain.Jobs;

/// <summary>
/// Who may print a job that has copies (I3, ADR 0040): a pure function of its row. The row is the lock. No clock plays a part: what was taken is given back by the word of who took it, or by an administrator, never by time.
/// </summary>
public static class JobAuthority
{
    /// <summary>Whether a release may have the job.</summary>
    /// <param name="job">The job's row; null: not recorded.</param>
    /// <param name="wish">The release, and the agent that will print.</param>
    /// <param name="fromCopy">It will be printed from the copy.</param>
    /// <param name="isReprint">Who asks knows that the job was printed before. A branch that was cut off does not, and must not print it again by that.</param>
    public static TakeDecision Take(Job? job, JobTaking wish, bool fromCopy, bool isReprint)
    {
        if (job is null)
        {
            return new TakeDecision(TakeCode.Gone);
        }

        if (job.Copies is not { } copies)
        {
            return new TakeDecision(TakeCode.NoCopies);
        }

        if (copies.Taken is { } taken)
        {
            return new TakeDecision(taken.Release == wish.Release && taken.IsOf(wish.Site, wish.Agent) ? TakeCode.Granted : TakeCode.Busy);
        }

        if (copies.Ended.Contains(wish.Release))
        {
            return new TakeDecision(TakeCode.Over);
        }

        if (job.PrintedTimes > 0 && !isReprint)
        {
            return new TakeDecision(TakeCode.Printed);
        }

        return !job.DataKept || job.State is JobState.Canceled or JobState.Aborted || (fromCopy && !copies.IsWhole)
            ? new TakeDecision(TakeCode.Gone)
            : new TakeDecision(TakeCode.Granted, Taken(job, copies, wish));
    }

    /// <summary>The right as given up by an administrator: whoever had it does not get it again with the same release.</summary>
    public static Job GiveUp(Job job, DateTimeOffset at, string reason)
    {
        var copies = job.Copies ?? throw new ArgumentException("The job has no copies.", nameof(job));
        return job with
        {
            State = job.PrintedTimes > 0 ? JobState.Completed : JobState.PendingHeld,
            StateReason = FactBounds.Text(reason, FactBounds.ReasonMax),
            StateSince = at,
            OpenRelease = null,
            Copies = copies.GiveBack() with { Epoch = copies.Epoch + 1 },
            Version = job.Version + 1,
        };
    }

    /// <summary>Nobody prints from the copy any more.</summary>
    public static Job Drop(Job job) => job.Copies is { IsDropped: false } copies ? job with { Copies = copies with { IsDropped = true } } : job;

    /// <summary>Whether the copy is of no more use: the job was printed, or is gone.</summary>
    public static bool IsOver(Job job) => !job.DataKept || job.State is JobState.Completed or JobState.Canceled or JobState.Aborted;

    private static Job Taken(Job job, JobCopies copies, JobTaking wish) => job with
    {
        State = JobState.Processing,
        StateReason = JobStateReason.Printing,
        StateSince = wish.At,
        OpenRelease = wish.Release,
        Device = wish.Device,
        Copies = copies with { Epoch = copies.Epoch + 1, Taken = wish },
        Version = job.Version + 1,
    };
}
