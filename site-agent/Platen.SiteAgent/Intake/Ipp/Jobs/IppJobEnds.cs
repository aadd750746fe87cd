using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>Notes how jobs leave the spool, so that a client that asks for them hears it, and tells subscribers of every change.</summary>
internal sealed class IppJobEnds(IHeldJobs jobs, IppJobs ipp, JobEvents events, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ipp.EndedEarly = events.OnCreated;
        await foreach (var change in jobs.WatchAsync(user: null, stoppingToken))
        {
            if (change is { Kind: JobChangeKind.Removed, Job: { } job })
            {
                var (state, reason) = EndOf(job);
                ipp.NoteEnd(job.Id, state, reason);
            }

            events.OnChange(change);
        }
    }

    // the job is as it was before it left: one that a release had was printed, whatever is done with it afterwards
    private (IppJobState State, string Reason) EndOf(HeldJob job) =>
        job.Release is not null || job.WasPrinted ? (IppJobState.Completed, IppJobStateReason.JobCompletedSuccessfully)
        : job.ExpiresAt <= time.GetUtcNow() ? (IppJobState.Aborted, IppJobStateReason.AbortedBySystem)
        : (IppJobState.Canceled, IppJobStateReason.JobCanceledByUser);
}
