using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Hold-Job (RFC 8011, 4.3.5): a job that a direct queue has not printed yet stays until it is released.</summary>
internal sealed class HoldJobOperation(IppJobs jobs, JobHolding holding) : IIppOperation
{
    public IppOperation Code => IppOperation.HoldJob;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (jobs.Find(call) is not { } job)
        {
            return call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more).");
        }

        var until = call.Request.OperationAttributes.Find(IppNames.JobHoldUntil);
        if (until is not null && until.AsString() is not ("indefinite" or "no-hold"))
        {
            return call.Refuse("This job-hold-until is not supported: indefinite or no-hold.", [until]);
        }

        return await holding.SetAsync(job, isHeld: until?.AsString() != "no-hold", call.CancellationToken) is { } obstacle ? call.Refuse(IppStatus.NotPossible, obstacle) : call.Answer(IppStatus.Ok).Build();
    }
}
