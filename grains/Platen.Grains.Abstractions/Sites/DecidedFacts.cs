using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>Decisions about several facts, in the order of the facts; each rests on those before it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.decided-facts")]
public sealed record DecidedFacts
{
    /// <summary>The decisions.</summary>
    [Id(0)]
    public required ImmutableArray<DecidedFact> Facts { get; init; }
}
