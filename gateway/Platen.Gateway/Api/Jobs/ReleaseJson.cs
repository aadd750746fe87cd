namespace Platen.Gateway.Api.Jobs;

/// <summary>A release that the agent is being asked for; what became of it shows in the job.</summary>
internal sealed record ReleaseJson(string ReleaseId, string Command);
