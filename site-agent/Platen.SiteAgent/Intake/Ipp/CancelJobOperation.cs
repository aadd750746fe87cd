using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Cancel-Job (RFC 8011, 4.3.3): the client takes back what it sent; the job's key is destroyed with it.</summary>
internal sealed class CancelJobOperation(IppJobs jobs, CreatedJobs created, IHeldJobs held) : IIppOperation
{
    public IppOperation Code => IppOperation.CancelJob;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (jobs.Find(call) is not { } job)
        {
            return call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more).");
        }

        if (job.Held is { } id)
        {
            var result = await held.DeleteAsync(id, DeletionCause.Owner, held.Find(id)?.Owner, call.CancellationToken);
            return result.Code == DeleteCode.Busy
                ? call.Refuse(IppStatus.NotPossible, "The job is printing: cancel it at the device.")
                : call.Answer(IppStatus.Ok).Build();
        }

        if (created.TryTake(job.Number) is not { } waiting)
        {
            return call.Refuse(IppStatus.NotPossible, "The job's document is coming in at this moment: break that off.");
        }

        await created.RemoveAsync(waiting);
        return call.Answer(IppStatus.Ok).Build();
    }
}
