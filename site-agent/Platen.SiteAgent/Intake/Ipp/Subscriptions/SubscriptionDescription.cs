using Platen.Protocols;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>A subscription's attributes (RFC 3995, 5.3 and 5.4).</summary>
internal static class SubscriptionDescription
{
    public static IppMessageBuilder AddTo(IppMessageBuilder answer, Subscription subscription, RequestedAttributes wanted, PrinterClock clock)
    {
        AddTemplate(answer, subscription, wanted);
        var sheet = new AttributeSheet(answer, wanted, "subscription-description");
        sheet.Integer(NotifyNames.SubscriptionId, subscription.Id);
        sheet.Integer(NotifyNames.SequenceNumber, subscription.LastSequence);
        sheet.Integer(NotifyNames.PrinterUpTime, clock.UpTime);
        sheet.Uri(NotifyNames.PrinterUri, subscription.PrinterUri);
        sheet.Name(NotifyNames.SubscriberUserName, Utf8Text.Cut(subscription.Owner.Name.Length > 0 ? subscription.Owner.Name : "anonymous", IppTextLengths.NameBytesMax));
        if (subscription.Job is { } job)
        {
            sheet.Integer(NotifyNames.JobId, job);
        }
        else
        {
            sheet.Integer(NotifyNames.LeaseExpiration, clock.UpTimeAt(subscription.LeaseUntil));
        }

        return answer;
    }

    private static void AddTemplate(IppMessageBuilder answer, Subscription subscription, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, "subscription-template");
        sheet.Keyword(NotifyNames.PullMethod, "ippget");
        sheet.Keyword(NotifyNames.Events, [.. subscription.Request.Events.Order(StringComparer.Ordinal)]);
        sheet.Add(NotifyNames.Charset, name => answer.Charset(name, "utf-8"));
        sheet.Add(NotifyNames.Language, name => answer.Language(name, "en"));
        sheet.Integer(NotifyNames.TimeInterval, subscription.Request.TimeInterval);
        if (!subscription.Request.UserData.IsEmpty)
        {
            sheet.Values(NotifyNames.UserData, new IppOctetsValue(IppTag.OctetString, subscription.Request.UserData));
        }

        if (subscription.Job is null)
        {
            sheet.Integer(NotifyNames.LeaseDuration, subscription.LeaseSeconds);
        }
    }
}
