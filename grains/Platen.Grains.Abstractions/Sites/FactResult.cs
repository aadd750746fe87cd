namespace Platen.Grains.Abstractions.Sites;

/// <summary>What became of a fact.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.fact-result")]
public sealed record FactResult
{
    /// <summary>The code.</summary>
    [Id(0)]
    public required FactCode Code { get; init; }

    /// <summary>Why it was parked, as a keyword; else empty.</summary>
    [Id(1)]
    public string Reason { get; init; } = "";
}
