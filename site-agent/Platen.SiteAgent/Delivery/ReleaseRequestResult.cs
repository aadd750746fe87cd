namespace Platen.SiteAgent.Delivery;

/// <summary>The answer to a release request; <paramref name="Message"/> says what to do when it was refused.</summary>
public sealed record ReleaseRequestResult(ReleaseRequestCode Code, string Message, ReleaseProgress? Progress);
