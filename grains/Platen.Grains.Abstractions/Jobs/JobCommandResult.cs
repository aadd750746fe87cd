namespace Platen.Grains.Abstractions.Jobs;

/// <summary>Whether the agent that holds the job is being asked. What it did comes later, as facts, and shows in the job.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.jobs.job-command-result")]
public sealed record JobCommandResult
{
    /// <summary>How it ended; done: the command waits durably for the agent.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The command's id; empty unless done.</summary>
    [Id(1)]
    public string Command { get; init; } = "";
}
