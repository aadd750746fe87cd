using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>How a created job ends: on disk, or not at all. Half a document is no job.</summary>
internal sealed class CreatedJobEnd(CreatedJobs created, IppJobs jobs)
{
    /// <summary>Whether the caller made the job.</summary>
    public static bool IsOf(IppCall call, CreatedJob job) =>
        job.Queue == call.Queue.QueueId && job.Source == call.Caller.Source && job.Caller.Name == call.Caller.Name && job.Caller.UserId == call.Caller.UserId;

    /// <summary>Does something with a job that the request has taken, and gives it back, or ends it, whatever happens.</summary>
    public async ValueTask<IppMessage> RunAsync(CreatedJob job, Func<ValueTask<(IppMessage Answer, bool IsKept)>> action)
    {
        var isKept = false;
        try
        {
            (var answer, isKept) = await action();
            return answer;
        }
        finally
        {
            if (isKept)
            {
                created.GiveBack(job);
            }
            else
            {
                if (jobs.FindNumber(job.Reception.Id) is null)
                {
                    jobs.NoteEnd(job, IppJobState.Aborted, IppJobStateReason.AbortedBySystem);
                }

                await created.RemoveAsync(job);
            }
        }
    }

    /// <summary>Makes the job durable.</summary>
    public async ValueTask<IppMessage> CompleteAsync(IppCall call, CreatedJob job)
    {
        var result = await job.Reception.CompleteAsync(job.Claims, call.CancellationToken);
        return result.IsAccepted ? jobs.Describe(call, jobs.View(result.Job!, job.Number), job.Ignored) : call.Refuse(result);
    }
}
