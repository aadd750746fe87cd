using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>A notification as it is answered (RFC 3995, 9.1).</summary>
internal static class NotificationContent
{
    public static IppMessageBuilder AddTo(IppMessageBuilder answer, Subscription subscription, Notification notification)
    {
        var occurrence = notification.Occurrence;
        answer.Group(IppTag.EventNotificationAttributes)
            .Charset(NotifyNames.Charset, "utf-8")
            .Language(NotifyNames.Language, "en")
            .Integer(NotifyNames.SubscriptionId, subscription.Id)
            .Integer(NotifyNames.SequenceNumber, notification.Sequence)
            .Uri(NotifyNames.PrinterUri, subscription.PrinterUri)
            .Keyword(NotifyNames.SubscribedEvent, notification.SubscribedEvent)
            .Keyword("notify-event", occurrence.Kind)
            .Integer(IppNames.PrinterUpTime, occurrence.UpTime)
            .DateTime("printer-current-time", occurrence.At)
            .Text(NotifyNames.Text, occurrence.Text);
        if (!subscription.Request.UserData.IsEmpty)
        {
            answer.Add(NotifyNames.UserData, new IppOctetsValue(IppTag.OctetString, subscription.Request.UserData));
        }

        foreach (var attribute in occurrence.Attributes)
        {
            answer.Add(attribute);
        }

        return answer;
    }
}
