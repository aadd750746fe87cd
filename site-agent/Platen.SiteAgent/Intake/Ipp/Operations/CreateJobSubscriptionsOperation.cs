using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Create-Job-Subscriptions (RFC 3995, 11.1.1): to one of the caller's jobs that has not ended.</summary>
internal sealed class CreateJobSubscriptionsOperation(SubscriptionCreation creation, IppJobs jobs) : IIppOperation
{
    public IppOperation Code => IppOperation.CreateJobSubscriptions;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (call.Request.OperationAttributes.GetInteger(NotifyNames.JobId) is not { } number)
        {
            return ValueTask.FromResult(call.Refuse(IppStatus.BadRequest, "notify-job-id is missing."));
        }

        return ValueTask.FromResult(jobs.Find(call, number) switch
        {
            null => call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more)."),
            { HasEnded: true } => call.Refuse(IppStatus.NotPossible, "The job has ended."),
            var job => creation.Create(call, job),
        });
    }
}
