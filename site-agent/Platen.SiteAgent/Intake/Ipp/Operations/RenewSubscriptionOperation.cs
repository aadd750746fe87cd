using System.Collections.Immutable;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Renew-Subscription (RFC 3995, 11.2.6): a new lease, from now on. A subscription to a job has none.</summary>
internal sealed class RenewSubscriptionOperation(SubscriptionStore store, PrinterClock clock) : IIppOperation
{
    public IppOperation Code => IppOperation.RenewSubscription;

    public ValueTask<IppMessage> RunAsync(IppCall call) => ValueTask.FromResult(SubscriptionCall.Run(call, store, found => Renew(call, found)));

    private IppMessage Renew(IppCall call, Subscription found)
    {
        if (found.Job is not null)
        {
            return call.Refuse(IppStatus.NotPossible, "A subscription to a job ends with the job.");
        }

        var asked = call.Request.Find(IppTag.SubscriptionAttributes)?.Find(NotifyNames.LeaseDuration) ?? call.Request.OperationAttributes.Find(NotifyNames.LeaseDuration);
        var changed = ImmutableArray.CreateBuilder<IppAttribute>();
        found.Renew(SubscriptionRequest.Lease(asked, changed), clock.Now);
        var answer = changed.Count > 0 ? call.Answer(IppStatus.OkIgnoredOrSubstitutedAttributes, "The lease is shorter than was asked for.") : call.Answer(IppStatus.Ok);
        return answer.Group(IppTag.SubscriptionAttributes).Integer(NotifyNames.LeaseDuration, found.LeaseSeconds).Build();
    }
}
