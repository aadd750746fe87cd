using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Gateway.AgentLink.Transfer;
using Platen.Grains.Abstractions;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>
/// TakeRelease: the agent that received a job with copies, or the one that keeps its copy, asks whether a release may print it (I3). Only an agent with an open link is answered, so that a fenced one (a disk that came back from a backup) never prints by this.
/// </summary>
internal sealed class TakeReleaseCall(IGrainFactory grains, LinkRegistry links, FetchRights rights, ReleaseTaking taking)
{
    public async Task<TakeReleaseReply> RunAsync(TakeReleaseRequest request, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        if (links.Find(peer.Name) is null)
        {
            throw new RpcException(RpcStatusCode.Unavailable, "This agent has no open link here: nobody prints by the word of one that has none.");
        }

        if (!JobId.TryParse(request.JobId, out var id) || !ReleaseId.TryParse(request.ReleaseId, out var release) || !DeviceId.TryParse(request.DeviceId, out var device))
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, "job_id, release_id and device_id must be ids.");
        }

        // its JobReceived may still be on its way: the agent asks again
        var job = await grains.Job(peer.Tenant, id).GetAsync(context.CancellationToken) ?? throw new RpcException(RpcStatusCode.Unavailable, "The server does not know this job yet.");
        UserId? user = UserId.TryParse(request.UserId, out var who) ? who : null;
        var isHolder = job.Site == peer.Site && job.Agent == peer.Agent;
        if (!isHolder && (JobHolders.CopyOf(job) != peer.Name || user is null || !await rights.MayReleaseAsync(peer.Tenant, job, user.Value, context.CancellationToken)))
        {
            return new TakeReleaseReply { Message = "Neither the job nor its copy is kept by this agent, or it is somebody else's." };
        }

        if (await grains.Device(peer.Tenant, peer.Site, device).GetAsync(context.CancellationToken) is not { Device.Enabled: true })
        {
            return new TakeReleaseReply { Message = $"The device '{device}' is not known at the site '{peer.Site}', or is switched off in the console." };
        }

        if (!isHolder && await grains.User(peer.Tenant, user!.Value).GetAsync(context.CancellationToken) is not { Active: true })
        {
            return new TakeReleaseReply { Message = "The user's account is not active." };
        }

        var (refusal, taken) = await taking.TakeAsync(peer, id, release, device, user, fromCopy: !isHolder, request.Reprint, context.CancellationToken);
        return new TakeReleaseReply { Granted = refusal.Length == 0, Message = refusal, Job = refusal.Length == 0 ? JobSummaries.Of(taken!) : null };
    }
}
