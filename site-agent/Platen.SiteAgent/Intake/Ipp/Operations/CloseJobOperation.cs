using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Close-Job (PWG 5100.11): no more documents come. The job is made durable with the one that it has; one without a document is aborted. A job that is closed already stays as it is.</summary>
internal sealed class CloseJobOperation(CreatedJobs created, IppJobs jobs, CreatedJobEnd end) : IIppOperation
{
    public IppOperation Code => IppOperation.CloseJob;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (jobs.Find(call) is not { } view)
        {
            return call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more).");
        }

        if (view.Held is not null || view.HasEnded)
        {
            return view.HasEnded ? call.Refuse(IppStatus.NotPossible, "The job has ended.") : jobs.Describe(call, view);
        }

        return created.TryTake(view.Number) is { } job
            ? await end.RunAsync(job, async () => (await end.CompleteAsync(call, job), false))
            : call.Refuse(IppStatus.NotPossible, "The job's document is coming in at this moment: close it afterwards.");
    }
}
