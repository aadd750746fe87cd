using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>
/// Get-Notifications (RFC 3996, 5): what has happened, from the given sequence numbers on. <c>notify-wait</c> is answered at once, as RFC 3996 (5.2.1) allows it: the client asks again after
/// <c>notify-get-interval</c>; a connection that waits would cost one of the address' connections.
/// </summary>
internal sealed class GetNotificationsOperation(SubscriptionStore store, PrinterClock clock) : IIppOperation
{
    public IppOperation Code => IppOperation.GetNotifications;

    public ValueTask<IppMessage> RunAsync(IppCall call) => ValueTask.FromResult(Run(call));

    private IppMessage Run(IppCall call)
    {
        var operation = call.Request.OperationAttributes;
        var ids = NumbersOf(operation.Find(NotifyNames.SubscriptionIds));
        var from = NumbersOf(operation.Find(NotifyNames.SequenceNumbers));
        if (ids.Length is 0 or > SubscriptionLimits.PerAddressMax)
        {
            return call.Refuse(IppStatus.BadRequest, $"notify-subscription-ids must have 1 to {SubscriptionLimits.PerAddressMax} numbers.");
        }

        var found = ids.Select((id, index) => (Subscription: store.Find(call, id), From: index < from.Length ? from[index] : 1)).ToArray();
        var missing = ids.Where((_, index) => found[index].Subscription is null).ToArray();
        if (missing.Length == ids.Length)
        {
            return call.Answer(IppStatus.NotFound, "There is no such subscription of yours (any more): subscribe anew.").Group(IppTag.UnsupportedAttributes).Integer(NotifyNames.SubscriptionIds, missing).Build();
        }

        return Answer(call, [.. found.Where(one => one.Subscription is not null).Select(one => (one.Subscription!, one.From))], missing);
    }

    private IppMessage Answer(IppCall call, (Subscription Subscription, int From)[] found, int[] missing)
    {
        var now = clock.Now;
        var isComplete = missing.Length == 0 && Array.TrueForAll(found, one => one.Subscription.IsComplete);
        var events = found.SelectMany(one => one.Subscription.Read(one.From, now).Select(kept => (one.Subscription, Notification: kept))).Take(SubscriptionLimits.EventsPerAnswerMax + 1).ToArray();
        var isCut = events.Length > SubscriptionLimits.EventsPerAnswerMax;
        var answer = call.Answer(isComplete && !isCut ? IppStatus.OkEventsComplete : missing.Length > 0 ? IppStatus.OkIgnoredOrSubstitutedAttributes : IppStatus.Ok);
        if (!isComplete || isCut)
        {
            answer.Integer(NotifyNames.GetInterval, isCut ? 0 : SubscriptionLimits.GetInterval);
        }

        answer.Integer(IppNames.PrinterUpTime, clock.UpTime);
        if (missing.Length > 0)
        {
            answer.Group(IppTag.UnsupportedAttributes).Integer(NotifyNames.SubscriptionIds, missing);
        }

        foreach (var (subscription, notification) in events.Take(SubscriptionLimits.EventsPerAnswerMax))
        {
            NotificationContent.AddTo(answer, subscription, notification);
        }

        return answer.Build();
    }

    private static int[] NumbersOf(IppAttribute? attribute) => attribute is null ? [] : [.. attribute.Values.OfType<IppIntegerValue>().Select(value => value.Number)];
}
