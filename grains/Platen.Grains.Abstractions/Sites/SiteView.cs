using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>A site with its agents.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.site-view")]
public sealed record SiteView
{
    /// <summary>The site.</summary>
    [Id(0)]
    public required Site Site { get; init; }

    /// <summary>Its agents, by id.</summary>
    [Id(1)]
    public required ImmutableArray<AgentView> Agents { get; init; }
}
