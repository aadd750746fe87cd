using Platen.Grains.Abstractions.Sites;

namespace Platen.Gateway.Api.Sites;

/// <summary>A site (branch) with its agents.</summary>
internal sealed record SiteJson(string Id, string Name, IReadOnlyList<AgentJson> Agents, int? AheadJobsMax, long? AheadBytesMax)
{
    public static SiteJson Of(SiteView view) => new(view.Site.Id.Value, view.Site.Name, [.. view.Agents.Select(AgentJson.Of)], view.Site.AheadJobsMax, view.Site.AheadBytesMax);
}
