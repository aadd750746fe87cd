using Platen.Domain.Jobs;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Rpc;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>
/// Whether an agent may have a document. Every record is looked up under the tenant of the agent's certificate, so another tenant's job does not exist for it (TN02);
/// the user must be active and own the job, or be a delegate whom its owner names now (PR16), and the device must stand at the agent's own site.
/// </summary>
internal sealed class FetchRights(IGrainFactory grains)
{
    /// <summary>The job that the order names.</summary>
    /// <exception cref="RpcException">NOT_FOUND, PERMISSION_DENIED or FAILED_PRECONDITION, with words for the user.</exception>
    public async Task<Job> RequireAsync(AgentPeer peer, FetchOrder order, CancellationToken cancellationToken)
    {
        var job = await grains.Job(peer.Tenant, order.Job).GetAsync(cancellationToken)
            ?? throw new RpcException(RpcStatusCode.NotFound, "The job is not known: it was deleted, or its time was over.");
        if (order.IsCopy)
        {
            return RequireCopy(peer, job);
        }

        if (!await MayReleaseAsync(peer.Tenant, job, order.User, cancellationToken))
        {
            throw new RpcException(RpcStatusCode.PermissionDenied, "The job belongs to somebody else.");
        }

        if (await grains.User(peer.Tenant, order.User).GetAsync(cancellationToken) is not { Active: true })
        {
            throw new RpcException(RpcStatusCode.PermissionDenied, "The user's account is not active.");
        }

        if (await grains.Device(peer.Tenant, peer.Site, order.Device).GetAsync(cancellationToken) is not { Device.Enabled: true })
        {
            throw new RpcException(RpcStatusCode.PermissionDenied, $"The device '{order.Device}' is not known at the site '{peer.Site}', or is switched off in the console.");
        }

        if (!job.DataKept)
        {
            throw new RpcException(RpcStatusCode.FailedPrecondition, "The document is not kept any more: print it again from your computer.");
        }

        return job.Site == peer.Site && job.Agent == peer.Agent
            ? throw new RpcException(RpcStatusCode.FailedPrecondition, "This agent holds the document itself.")
            : job;
    }

    /// <summary>Whether a user may release a job: its owner, or a delegate of the owner (PR16).</summary>
    public async Task<bool> MayReleaseAsync(TenantId tenant, Job job, UserId user, CancellationToken cancellationToken) =>
        job.Owner == user || (job.Owner is { } owner && Rights.IsDelegate(user, job, await grains.User(tenant, owner).GetAsync(cancellationToken)));

    // no user and no device: a copy gives no right to print
    private static Job RequireCopy(AgentPeer peer, Job job)
    {
        if (job.Copies?.Site != peer.Site)
        {
            throw new RpcException(RpcStatusCode.PermissionDenied, $"The site '{peer.Site}' keeps no copies of this job.");
        }

        return JobAuthority.IsOver(job) || job.Copies.IsDropped
            ? throw new RpcException(RpcStatusCode.FailedPrecondition, "The job is over: no copy of it is wanted any more.")
            : job;
    }
}
