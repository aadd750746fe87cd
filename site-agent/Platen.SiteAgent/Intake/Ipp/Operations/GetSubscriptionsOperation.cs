using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Get-Subscriptions (RFC 3995, 11.2.5): the caller's subscriptions to the queue, or to one of his jobs. Others' are nobody's business, whatever <c>my-subscriptions</c> says.</summary>
internal sealed class GetSubscriptionsOperation(SubscriptionStore store, IppJobs jobs, PrinterClock clock) : IIppOperation
{
    private static readonly RequestedAttributes Default = RequestedAttributes.Of(NotifyNames.SubscriptionId);

    public IppOperation Code => IppOperation.GetSubscriptions;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        var operation = call.Request.OperationAttributes;
        var job = operation.GetInteger(NotifyNames.JobId);
        if (job is { } number && jobs.Find(call, number) is null)
        {
            return ValueTask.FromResult(call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more)."));
        }

        if (operation.Find(IppNames.Limit) is { } most && most.AsInteger() is not >= 1)
        {
            return ValueTask.FromResult(call.Refuse(IppStatus.BadRequest, "limit must be 1 or more."));
        }

        var wanted = RequestedAttributes.Read(call.Request, Default);
        var answer = call.Answer(IppStatus.Ok);
        foreach (var found in store.List(call, job).Take(operation.GetInteger(IppNames.Limit) ?? SubscriptionLimits.PerAddressMax))
        {
            SubscriptionDescription.AddTo(answer.Group(IppTag.SubscriptionAttributes), found, wanted, clock);
        }

        return ValueTask.FromResult(answer.Build());
    }
}
