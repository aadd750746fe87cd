namespace Platen.Gateway.Api.Jobs;

/// <summary>A command that waits durably for the agent that holds the job; what it did shows in the job.</summary>
internal sealed record CommandJson(string Command);
