using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>Asks for what an agent has to know next.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.read-down")]
public sealed record ReadDown
{
    /// <summary>The agent.</summary>
    [Id(0)]
    public required AgentId Agent { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)]
    public required ReplicaPosition Position { get; init; }

    /// <summary>How long to wait when there is nothing new; 20 s at most.</summary>
    [Id(2)]
    public required TimeSpan WaitMax { get; init; }
}
