using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Jobs;

/// <summary>What a job becomes, and what is answered: pure decisions.</summary>
internal static class JobTransitions
{
    /// <summary>
    /// The answer to a release that wants the job. <see cref="BeginReleaseCode.Started"/> stands for "may start": the caller makes it so.
    /// </summary>
    public static BeginReleaseResult Begin(HeldJob? job, JobId id, ReleaseId release, FinishedReleaseFact? finished, bool isFirstPrint = false)
    {
        if (finished is not null && finished.Job == id)
        {
            return new BeginReleaseResult(BeginReleaseCode.AlreadyFinished, job, finished.Outcome);
        }

        return job switch
        {
            null => new BeginReleaseResult(BeginReleaseCode.Gone, null),
            { Release: { } open } when open.Id == release => new BeginReleaseResult(BeginReleaseCode.AlreadyStarted, job),
            { Release: not null } => new BeginReleaseResult(BeginReleaseCode.Busy, job),
            { WasPrinted: true } when isFirstPrint => new BeginReleaseResult(BeginReleaseCode.PrintedSince, job),
            { Ticket.PasswordHash.Length: > 0 } => new BeginReleaseResult(BeginReleaseCode.PinNeeded, job),
            _ => new BeginReleaseResult(BeginReleaseCode.Started, job),
        };
    }

    /// <summary>The answer to the end of a release; <see cref="FinishReleaseCode.Finished"/> stands for "may finish".</summary>
    public static FinishReleaseResult Finish(HeldJob? job, JobId id, ReleaseId release, ReleaseOutcome outcome, FinishedReleaseFact? finished)
    {
        if (finished is not null && finished.Job == id)
        {
            return new FinishReleaseResult(FinishReleaseCode.AlreadyFinished, finished.Outcome, job);
        }

        return job?.Release?.Id == release
            ? new FinishReleaseResult(FinishReleaseCode.Finished, outcome, job)
            : new FinishReleaseResult(FinishReleaseCode.NotStarted, ReleaseOutcome.Unspecified, job);
    }

    /// <summary>Whether a release that ends so takes the data with it.</summary>
    public static bool DestroysData(HeldJob job, ReleaseOutcome outcome, bool wanted) =>
        outcome == ReleaseOutcome.Completed && (wanted || job.Terms.DestroyWhenPrinted || job.Terms.KeepReleased == TimeSpan.Zero);

    /// <summary>The job after a release that left its data in place.</summary>
    public static HeldJob AfterRelease(HeldJob job, FinishedReleaseFact release)
    {
        var isPrinted = job.WasPrinted || release.Outcome == ReleaseOutcome.Completed;
        var releases = job.Releases.Length < HeldJob.ReleasesMax ? job.Releases : job.Releases.RemoveAt(0);
        return job with
        {
            State = isPrinted ? JobState.Completed : JobState.PendingHeld,
            WasPrinted = isPrinted,
            ExpiresAt = release.Outcome == ReleaseOutcome.Completed ? release.At + job.Terms.KeepReleased : job.ExpiresAt,
            Release = null,
            IsInterrupted = false,
            Releases = releases.Add(release),
        };
    }
}
