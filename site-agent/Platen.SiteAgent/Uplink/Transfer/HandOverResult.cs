namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>The answer to a recipient that wants a job.</summary>
/// <param name="Code">Whether it gets it.</param>
/// <param name="Message">If not: why, for the user.</param>
internal sealed record HandOverResult(HandOverCode Code, string Message);
