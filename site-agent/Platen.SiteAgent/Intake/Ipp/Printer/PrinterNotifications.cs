using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>What a queue says of subscriptions (RFC 3995, 5.3; RFC 3996, 8.1).</summary>
internal static class PrinterNotifications
{
    public static void AddTo(IppMessageBuilder answer, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, "subscription-template");
        sheet.Keyword("notify-events-default", NotifyEvents.Default);
        sheet.Keyword("notify-events-supported", NotifyEvents.Supported);
        sheet.Integer("notify-lease-duration-default", SubscriptionLimits.LeaseDefault);
        sheet.Range("notify-lease-duration-supported", 1, SubscriptionLimits.LeaseMax);
        sheet.Integer("notify-max-events-supported", NotifyEvents.Supported.Length);
        sheet.Keyword("notify-pull-method-supported", "ippget");
        new AttributeSheet(answer, wanted, "printer-description").Integer("ippget-event-life", (int)SubscriptionLimits.EventLife.TotalSeconds);
    }
}
