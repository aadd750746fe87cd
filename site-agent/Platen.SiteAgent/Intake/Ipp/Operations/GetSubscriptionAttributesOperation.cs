using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Get-Subscription-Attributes (RFC 3995, 11.2.4) of one of the caller's subscriptions.</summary>
internal sealed class GetSubscriptionAttributesOperation(SubscriptionStore store, PrinterClock clock) : IIppOperation
{
    public IppOperation Code => IppOperation.GetSubscriptionAttributes;

    public ValueTask<IppMessage> RunAsync(IppCall call) => ValueTask.FromResult(SubscriptionCall.Run(
        call,
        store,
        found => SubscriptionDescription.AddTo(call.Answer(IppStatus.Ok).Group(IppTag.SubscriptionAttributes), found, RequestedAttributes.Read(call.Request, RequestedAttributes.All), clock).Build()));
}
