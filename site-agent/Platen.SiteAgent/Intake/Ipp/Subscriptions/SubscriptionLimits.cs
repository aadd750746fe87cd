namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>What subscriptions may cost. They are in memory only: all of them, with full stores of events, stay below 50 MB.</summary>
internal static class SubscriptionLimits
{
    /// <summary>Subscriptions in all.</summary>
    public const int SubscriptionsMax = 1_000;

    /// <summary>Subscriptions of one address.</summary>
    public const int PerAddressMax = 50;

    /// <summary>Subscriptions that one request may ask for.</summary>
    public const int PerRequestMax = 10;

    /// <summary>Events that one subscription keeps; the oldest are lost first, and the sequence numbers show it.</summary>
    public const int EventsKept = 64;

    /// <summary>Events that one answer carries; the rest comes with the next one.</summary>
    public const int EventsPerAnswerMax = 500;

    /// <summary>The longest notify-user-data, in octets (RFC 3995, 5.3.6).</summary>
    public const int UserDataBytesMax = 63;

    /// <summary>How long a subscription lives that does not say, in seconds: a day.</summary>
    public const int LeaseDefault = 86_400;

    /// <summary>The longest lease, in seconds: a week. An endless one is not given, because nobody would end it.</summary>
    public const int LeaseMax = 604_800;

    /// <summary>How often a client should ask, in seconds.</summary>
    public const int GetInterval = 15;

    /// <summary>How long an event is kept (RFC 3996, 8.1: at least 15 s).</summary>
    public static readonly TimeSpan EventLife = TimeSpan.FromSeconds(120);
}
