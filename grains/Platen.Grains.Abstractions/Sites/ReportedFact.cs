using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>A fact with the agent that reported it: what a site grain hands to the grain of the record concerned.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.reported-fact")]
public sealed record ReportedFact
{
    /// <summary>The agent's site.</summary>
    [Id(0)]
    public required SiteId Site { get; init; }

    /// <summary>The agent.</summary>
    [Id(1)]
    public required AgentId Agent { get; init; }

    /// <summary>The fact.</summary>
    [Id(2)]
    public required AgentFact Fact { get; init; }

    /// <summary>The start that reports it; empty: an agent of before.</summary>
    [Id(3)]
    public string Start { get; init; } = "";
}
