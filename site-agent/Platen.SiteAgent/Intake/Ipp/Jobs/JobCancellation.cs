using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>Cancels a job for its sender.</summary>
internal sealed class JobCancellation(IppJobs jobs, CreatedJobs created, IHeldJobs held)
{
    /// <summary>Why the job cannot be cancelled, as far as can be told before; null: it can.</summary>
    public static string? ObstacleTo(IppJobView job) => job.State switch
    {
        IppJobState.Completed or IppJobState.Canceled or IppJobState.Aborted => "The job has ended.",
        IppJobState.Processing => "The job is printing: cancel it at the device.",
        _ => null,
    };

    /// <summary>Cancels it; null, or why that cannot be done.</summary>
    public async ValueTask<string?> CancelAsync(IppJobView job, CancellationToken cancellationToken)
    {
        if (ObstacleTo(job) is { } obstacle)
        {
            return obstacle;
        }

        return job.Held is { } id ? await DeleteAsync(id, cancellationToken) : await EndAsync(job.Number);
    }

    private async ValueTask<string?> DeleteAsync(JobId id, CancellationToken cancellationToken)
    {
        var result = await held.DeleteAsync(id, DeletionCause.Owner, held.Find(id)?.Owner, cancellationToken);
        if (result.Code == DeleteCode.Busy)
        {
            return "The job is printing: cancel it at the device.";
        }

        jobs.NoteEnd(id, IppJobState.Canceled, IppJobStateReason.JobCanceledByUser);
        return null;
    }

    private async ValueTask<string?> EndAsync(int number)
    {
        if (created.TryTake(number) is not { } waiting)
        {
            return "The job's document is coming in at this moment: break that off.";
        }

        jobs.NoteEnd(waiting, IppJobState.Canceled, IppJobStateReason.JobCanceledByUser);
        await created.RemoveAsync(waiting);
        return null;
    }
}
