using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Cancel-Subscription (RFC 3995, 11.2.7) of one of the caller's subscriptions.</summary>
internal sealed class CancelSubscriptionOperation(SubscriptionStore store) : IIppOperation
{
    public IppOperation Code => IppOperation.CancelSubscription;

    public ValueTask<IppMessage> RunAsync(IppCall call) => ValueTask.FromResult(SubscriptionCall.Run(
        call,
        store,
        found =>
        {
            store.Remove(found);
            return call.Answer(IppStatus.Ok).Build();
        }));
}
