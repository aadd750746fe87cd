namespace Platen.Gateway.Api.Jobs;

/// <summary>A release is being given up.</summary>
/// <param name="Command">The command that waits durably for the job's holder.</param>
/// <param name="Consequences">What may have been printed, for people.</param>
internal sealed record LostReleaseJson(string Command, string Consequences);
