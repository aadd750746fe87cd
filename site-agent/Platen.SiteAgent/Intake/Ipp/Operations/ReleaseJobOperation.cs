using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Release-Job (RFC 8011, 4.3.6): takes back Hold-Job or <c>job-hold-until</c>. What waits for its owner at a device goes on waiting: only the panel releases it (PR01).</summary>
internal sealed class ReleaseJobOperation(IppJobs jobs, JobHolding holding) : IIppOperation
{
    public IppOperation Code => IppOperation.ReleaseJob;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (jobs.Find(call) is not { } job)
        {
            return call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more).");
        }

        if (!job.Ticket.Held)
        {
            return call.Refuse(IppStatus.NotPossible, "The job is not held by job-hold-until; one that waits for its owner is released at the printer.");
        }

        return await holding.SetAsync(job, isHeld: false, call.CancellationToken) is { } obstacle ? call.Refuse(IppStatus.NotPossible, obstacle) : call.Answer(IppStatus.Ok).Build();
    }
}
