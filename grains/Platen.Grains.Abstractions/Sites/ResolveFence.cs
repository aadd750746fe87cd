using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>An administrator decides about a fenced agent.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.resolve-fence")]
public sealed record ResolveFence
{
    /// <summary>The agent.</summary>
    [Id(0)]
    public required AgentId Agent { get; init; }

    /// <summary>Id of the start that was shown as refused: a decision about another one is none.</summary>
    [Id(1)]
    public required string Start { get; init; }

    /// <summary>True: the agent may go on, with what is double or missing. False: the mark is taken away; an agent that comes again as it was is fenced again.</summary>
    [Id(2)]
    public required bool Accept { get; init; }
}
