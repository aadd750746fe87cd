using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>
/// What somebody who is logged in at a panel changes of the own credentials: a card registered (AU08), a PIN drawn (AU05, AU06). It is done in the name of that user and of nobody's greater rights;
/// that the user is logged in is the agent's word, as every login at a panel is.
/// </summary>
internal sealed class PanelCredentialCalls(IGrainFactory grains)
{
    public async Task<RegisterCardReply> RegisterCardAsync(RegisterCardRequest request, RpcServerContext context)
    {
        var (peer, actor) = await ActorAsync(request.UserId, request.DeviceId, context);
        var result = await grains.User(peer.Tenant, actor.UserId!.Value).AddCardAsync(request.CardNumber, actor, context.CancellationToken);
        return new RegisterCardReply { Done = result.IsDone, Message = string.Join(' ', result.Messages) };
    }

    public async Task<IssuePinReply> IssuePinAsync(IssuePinRequest request, RpcServerContext context)
    {
        var (peer, actor) = await ActorAsync(request.UserId, request.DeviceId, context);
        var issued = await grains.User(peer.Tenant, actor.UserId!.Value).IssuePinAsync(actor, context.CancellationToken);
        return new IssuePinReply { Pin = issued.Pin ?? "", Message = string.Join(' ', issued.Result.Messages) };
    }

    private async Task<(AgentPeer Peer, Actor Actor)> ActorAsync(string userId, string device, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        if (!UserId.TryParse(userId, out var id))
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, "user_id is no user's id.");
        }

        if (await grains.User(peer.Tenant, id).GetAsync(context.CancellationToken) is not { Active: true } user)
        {
            throw new RpcException(RpcStatusCode.PermissionDenied, "The user's account is not active.");
        }

        // an administrator at a panel is a user there: the word of an agent makes nobody an administrator
        return (peer, Actor.Of(user with { Role = UserRole.User }, FactBounds.Text($"{peer.Site}/{device}", FactBounds.AddressMax)));
    }
}
