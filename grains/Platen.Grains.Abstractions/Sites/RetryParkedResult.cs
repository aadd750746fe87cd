namespace Platen.Grains.Abstractions.Sites;

/// <summary>What became of parked events that were retried.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.retry-parked-result")]
public sealed record RetryParkedResult
{
    /// <summary>Whether they were retried at all.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>How many are applied now.</summary>
    [Id(1)]
    public int Applied { get; init; }

    /// <summary>How many still do not fit.</summary>
    [Id(2)]
    public int Parked { get; init; }
}
