using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>Several facts about one record, in order.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.reported-facts")]
public sealed record ReportedFacts
{
    /// <summary>The facts.</summary>
    [Id(0)]
    public required ImmutableArray<ReportedFact> Facts { get; init; }
}
