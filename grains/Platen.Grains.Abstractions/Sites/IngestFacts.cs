using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>Facts that an agent reports.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.ingest-facts")]
public sealed record IngestFacts
{
    /// <summary>The agent.</summary>
    [Id(0)]
    public required AgentId Agent { get; init; }

    /// <summary>The facts: sequences without gaps, ascending; at most <see cref="ISiteGrain.FactsMax"/>.</summary>
    [Id(1)]
    public required ImmutableArray<AgentFact> Facts { get; init; }

    /// <summary>The start that reports them, as it was let in by <see cref="ISiteGrain.OpenLinkAsync"/>; empty: an agent of before.</summary>
    [Id(2)]
    public string Start { get; init; } = "";
}
