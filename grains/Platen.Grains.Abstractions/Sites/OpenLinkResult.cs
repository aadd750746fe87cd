namespace Platen.Grains.Abstractions.Sites;

/// <summary>Whether an agent is let in, and where it goes on.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.open-link-result")]
public sealed record OpenLinkResult
{
    /// <summary>The code.</summary>
    [Id(0)]
    public required LinkCode Code { get; init; }

    /// <summary>Highest sequence of this agent that is committed.</summary>
    [Id(1)]
    public long Committed { get; init; }

    /// <summary>Why not, for people.</summary>
    [Id(2)]
    public string Message { get; init; } = "";

    /// <summary>What the agent knows may be undone: it takes a snapshot, whatever its cursor is.</summary>
    [Id(3)]
    public bool TakeSnapshot { get; init; }
}
