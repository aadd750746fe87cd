namespace Platen.Grains.Abstractions.Sites;

/// <summary>What became of a batch of facts.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.ingest-result")]
public sealed record IngestResult
{
    /// <summary>The code.</summary>
    [Id(0)]
    public required IngestCode Code { get; init; }

    /// <summary>Highest sequence of this agent that is committed; all up to it may be forgotten by the agent.</summary>
    [Id(1)]
    public required long Committed { get; init; }

    /// <summary>How many facts of this batch were parked.</summary>
    [Id(2)]
    public int Parked { get; init; }
}
