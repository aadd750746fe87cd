using Platen.Domain.Jobs;
using Platen.Domain.Sites;

namespace Platen.Gateway.AgentLink;

/// <summary>Which agent a job's document can be had from now: the one that received it, or, when that is not linked, the one that has a copy.</summary>
internal sealed class JobHolders(LinkRegistry links)
{
    /// <summary>The agent, linked to this gateway; null: none is.</summary>
    public AgentName? Find(Job job)
    {
        var holder = new AgentName(job.Tenant, job.Site, job.Agent);
        return links.Find(holder) is not null ? holder : CopyOf(job) is { } copy && links.Find(copy) is not null ? copy : null;
    }

    /// <summary>The agent that keeps a whole copy; null: none does.</summary>
    public static AgentName? CopyOf(Job job) => job.Copies is { IsWhole: true } copies ? new AgentName(job.Tenant, copies.Site, copies.Agent!.Value) : null;
}
