using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Roaming;

/// <summary>Where a release's document is read from and its end written down: in the spool, or, of another site's job, among the fetched ones.</summary>
internal sealed class ReleaseDocuments(IHeldJobs jobs, RoamingBook roaming)
{
    /// <summary>Opens the document for its device.</summary>
    public ValueTask<SpoolReader> OpenAsync(JobId job, ReleaseId release, CancellationToken cancellationToken) =>
        roaming.Has(release) ? ValueTask.FromResult(roaming.Open(release)) : jobs.OpenAsync(job, cancellationToken);

    /// <summary>Writes the end down, durably.</summary>
    public async Task FinishAsync(JobReleaseFinished end)
    {
        if (roaming.Has(ReleaseId.Parse(end.ReleaseId)))
        {
            await roaming.EndAsync(end);
        }
        else
        {
            await jobs.FinishReleaseAsync(end, cancellationToken: CancellationToken.None);
        }
    }
}
