using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>A user at a panel deletes an own job of another site: a wish to the agent that holds it, which the site's outbox keeps.</summary>
internal sealed class DeleteUserJobCall(IGrainFactory grains)
{
    public async Task<DeleteUserJobReply> RunAsync(DeleteUserJobRequest request, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        if (!UserId.TryParse(request.UserId, out var id) || !JobId.TryParse(request.JobId, out var job))
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, "job_id and user_id must be ids.");
        }

        if (await grains.User(peer.Tenant, id).GetAsync(context.CancellationToken) is not { Active: true } user)
        {
            throw new RpcException(RpcStatusCode.PermissionDenied, "The user's account is not active.");
        }

        // in the name of a user, and of nobody's greater rights: an agent's word is good for the owner's own jobs only
        if (await grains.Job(peer.Tenant, job).GetAsync(context.CancellationToken) is not { } row || row.Owner != id)
        {
            return new DeleteUserJobReply { Message = "None of the user's jobs has that id." };
        }

        if (row.State == JobState.Processing)
        {
            return new DeleteUserJobReply { Message = "The job is being printed now: wait until that is over." };
        }

        var result = await grains.Job(peer.Tenant, job).RequestDeleteAsync(Actor.Of(user, peer.Site.Value), context.CancellationToken);
        return new DeleteUserJobReply { Asked = result.Result.Code == CommandCode.Done, Message = string.Join(' ', result.Result.Messages) };
    }
}
