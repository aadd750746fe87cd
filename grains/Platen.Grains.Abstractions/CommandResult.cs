using System.Collections.Immutable;

namespace Platen.Grains.Abstractions;

/// <summary>How a command ended, with words for people. Faults (the database is away) are exceptions instead.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.command-result")]
public sealed record CommandResult
{
    /// <summary>Done and durable.</summary>
    public static readonly CommandResult Done = new() { Code = CommandCode.Done };

    /// <summary>The code.</summary>
    [Id(0)]
    public required CommandCode Code { get; init; }

    /// <summary>What is wrong and how to mend it; empty when done.</summary>
    [Id(1)]
    public ImmutableArray<string> Messages { get; init; } = [];

    /// <summary>Whether it is done.</summary>
    public bool IsDone => Code == CommandCode.Done;

    /// <summary>A result that is not <see cref="CommandCode.Done"/>.</summary>
    public static CommandResult Not(CommandCode code, params ImmutableArray<string> messages) => new() { Code = code, Messages = messages };
}
