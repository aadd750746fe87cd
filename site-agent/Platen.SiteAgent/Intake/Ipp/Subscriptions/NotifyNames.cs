namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>Attributes of subscriptions and notifications (RFC 3995, RFC 3996).</summary>
internal static class NotifyNames
{
    public const string Charset = "notify-charset";
    public const string Events = "notify-events";
    public const string GetInterval = "notify-get-interval";
    public const string JobId = "notify-job-id";
    public const string Language = "notify-natural-language";
    public const string LeaseDuration = "notify-lease-duration";
    public const string LeaseExpiration = "notify-lease-expiration-time";
    public const string MySubscriptions = "my-subscriptions";
    public const string PrinterUpTime = "notify-printer-up-time";
    public const string PrinterUri = "notify-printer-uri";
    public const string PullMethod = "notify-pull-method";
    public const string RecipientUri = "notify-recipient-uri";
    public const string SequenceNumber = "notify-sequence-number";
    public const string SequenceNumbers = "notify-sequence-numbers";
    public const string StatusCode = "notify-status-code";
    public const string SubscribedEvent = "notify-subscribed-event";
    public const string SubscriberUserName = "notify-subscriber-user-name";
    public const string SubscriptionId = "notify-subscription-id";
    public const string SubscriptionIds = "notify-subscription-ids";
    public const string Text = "notify-text";
    public const string TimeInterval = "notify-time-interval";
    public const string UserData = "notify-user-data";
}
