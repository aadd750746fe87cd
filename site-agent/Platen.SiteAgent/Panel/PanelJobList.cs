using Platen.SiteAgent.Roaming;

namespace Platen.SiteAgent.Panel;

/// <summary>A user's jobs of all sites, newest first.</summary>
/// <param name="Jobs">The jobs; at most <see cref="PanelLimits.JobsMax"/>.</param>
/// <param name="Truncated">There are more.</param>
/// <param name="OtherSites">Whether the other sites' jobs are all there.</param>
internal sealed record PanelJobList(IReadOnlyList<PanelJob> Jobs, bool Truncated, RemoteListState OtherSites)
{
    /// <summary>What can be chosen.</summary>
    public List<PanelJob> Free => [.. Jobs.Where(job => job.IsFree)];
}
