using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel;

/// <summary>A session's own jobs of all sites in one list (MS02), and those of others whose delegate the user is (PR16): those that lie here at once, the others as soon as the cluster has told them.</summary>
internal sealed class PanelJobs(JobAccess access, IReplica replica, RemoteJobs remote)
{
    /// <summary>The list, which waits for the other sites' jobs no longer than given.</summary>
    public async ValueTask<PanelJobList> ListAsync(PanelSession session, TimeSpan patience, CancellationToken cancellationToken) =>
        Join(session, await remote.ListAsync(session.User, patience, cancellationToken));

    /// <summary>The list as it is known now.</summary>
    public PanelJobList List(PanelSession session) => Join(session, remote.Peek(session.User));

    private PanelJobList Join(PanelSession session, RemoteList others)
    {
        var here = access.List(session.User, session.Device, PanelLimits.JobsMax + 1);
        var all = here.Select(job => PanelJob.Of(job, replica) with { OwnerName = access.OwnerName(job, session.User) })
            .Concat(others.Jobs.Where(job => access.MayRelease(job.Job, session.User)).Select(job => PanelJob.Of(job, replica) with { OwnerName = access.OwnerName(job.Job, session.User) }))
            .DistinctBy(job => job.Job.Id)
            .OrderByDescending(job => job.Job.ReceivedAt)
            .ToList();
        return new PanelJobList(ListedJobs.Choose(all, job => job.Job, PanelLimits.JobsMax), all.Count > PanelLimits.JobsMax || others.Truncated, others.State);
    }
}
