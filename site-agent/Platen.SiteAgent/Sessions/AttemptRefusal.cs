namespace Platen.SiteAgent.Sessions;

/// <summary>An attempt that must wait.</summary>
/// <param name="Wait">How long.</param>
/// <param name="IsFirst">The first refusal since the last attempt that was let through: only that one is journaled, so that hammering cannot fill the journal.</param>
internal sealed record AttemptRefusal(TimeSpan Wait, bool IsFirst);
