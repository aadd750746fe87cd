namespace Platen.Grains.Abstractions.Directories;

/// <summary>The run that began, or why none did.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.directories.start-run-result")]
public sealed record StartRunResult
{
    /// <summary>How it ended. <see cref="CommandCode.Refused"/>: another run is under way, or the directory is switched off.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The run's id; null unless done.</summary>
    [Id(1)]
    public string? Run { get; init; }
}
