using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>A user's jobs at the other sites, and those of users who name this one a delegate (PR16), for the panel's one list.</summary>
internal sealed class UserJobsCall(IGrainFactory grains, JobHolders holders)
{
    private const int JobsMax = 500;
    private static readonly ImmutableArray<JobState> Listed = [JobState.PendingHeld, JobState.Processing, JobState.Completed];

    public async Task<ListUserJobsReply> RunAsync(ListUserJobsRequest request, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        if (!UserId.TryParse(request.UserId, out var user))
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, "user_id is no user's id.");
        }

        var limit = Math.Clamp(request.Limit, 1, JobsMax);
        var filter = new JobFilter { NotSite = peer.Site, States = Listed, DataKeptOnly = true };
        var found = await Task.WhenAll(ListAsync(peer, filter with { Owner = user }, limit, context), ListAsync(peer, filter with { DelegatedTo = user }, limit, context));
        var jobs = found.SelectMany(page => page.Items).OrderByDescending(job => job.ReceivedAt).Take(limit).ToList();
        var reply = new ListUserJobsReply { Truncated = found.Any(page => page.Next.Length > 0) || found.Sum(page => page.Items.Length) > limit };
        reply.Jobs.AddRange(jobs.Where(job => job.Reach == Domain.Jobs.JobReach.Anywhere).Select(ToSummary));
        var sites = jobs.Select(job => job.Site).Distinct();
        reply.Sites.AddRange(await Task.WhenAll(sites.Select(site => NameAsync(peer.Tenant, site, context.CancellationToken))));
        return reply;
    }

    private Task<ResultPage<Job>> ListAsync(AgentPeer peer, JobFilter filter, int limit, RpcServerContext context) =>
        grains.Lists(peer.Tenant).ListJobsAsync(filter, new PageRequest(Limit: limit), Actor.Agent(peer.Agent, peer.Site.Value), context.CancellationToken);

    private async Task<ListedSite> NameAsync(TenantId tenant, SiteId site, CancellationToken cancellationToken)
    {
        var view = await grains.Site(tenant, site).GetAsync(cancellationToken);
        return new ListedSite { SiteId = site.Value, Name = view?.Site.Name ?? site.Value };
    }

    private JobSummary ToSummary(Job job)
    {
        var summary = JobSummaries.Of(job);
        summary.Reachable = holders.Find(job) is not null;
        return summary;
    }
}
