using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>What the operations on one subscription have in common: <c>notify-subscription-id</c>, and whose it is.</summary>
internal static class SubscriptionCall
{
    public static IppMessage Run(IppCall call, SubscriptionStore store, Func<Subscription, IppMessage> action)
    {
        if (call.Request.OperationAttributes.GetInteger(NotifyNames.SubscriptionId) is not { } id)
        {
            return call.Refuse(IppStatus.BadRequest, "notify-subscription-id is missing.");
        }

        return store.Find(call, id) is { } found ? action(found) : call.Refuse(IppStatus.NotFound, "There is no such subscription of yours (any more): subscribe anew.");
    }
}
