using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Cancel-Job (RFC 8011, 4.3.3): the client takes back what it sent; the job's key is destroyed with it.</summary>
internal sealed class CancelJobOperation(IppJobs jobs, JobCancellation cancellation) : IIppOperation
{
    public IppOperation Code => IppOperation.CancelJob;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (jobs.Find(call) is not { } job)
        {
            return call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more).");
        }

        return await cancellation.CancelAsync(job, call.CancellationToken) is { } obstacle ? call.Refuse(IppStatus.NotPossible, obstacle) : call.Answer(IppStatus.Ok).Build();
    }
}
