namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>An occurrence in a subscription's store.</summary>
/// <param name="Sequence">Its number within the subscription, from 1 on.</param>
/// <param name="SubscribedEvent">The event that the client subscribed to: the occurrence's own, or one that includes it.</param>
/// <param name="Occurrence">What happened.</param>
internal sealed record Notification(int Sequence, string SubscribedEvent, Occurrence Occurrence);
