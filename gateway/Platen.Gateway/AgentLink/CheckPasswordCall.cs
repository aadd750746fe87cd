using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>
/// An agent asks about a password of somebody whom a directory knows (AU21). Of users whose password is checked here the agents have the hash themselves, so nothing is answered about those: an agent is no oracle for them.
/// </summary>
internal sealed class CheckPasswordCall(IGrainFactory grains)
{
    /// <summary>Longest password that is passed on, in characters; a longer one is wrong.</summary>
    private const int PasswordMax = 1_024;

    public async Task<CheckPasswordReply> RunAsync(CheckPasswordRequest request, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        if (!UserId.TryParse(request.UserId, out var id))
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, "user_id is no user's id.");
        }

        var user = grains.User(peer.Tenant, id);
        if (request.Password.Length is 0 or > PasswordMax || await user.GetAsync(context.CancellationToken) is not { Active: true } row || UserSource.DirectoryOf(row.AuthenticatedBy) is null)
        {
            return new CheckPasswordReply { Result = CheckPasswordReply.Types.Result.Wrong };
        }

        var origin = FactBounds.Text($"{peer.Site}/{request.DeviceId}", FactBounds.AddressMax);
        var result = await user.CheckPasswordAsync(request.Password, origin, context.CancellationToken);
        return new CheckPasswordReply { Result = ToResult(result.Code), LockedUntilMs = result.LockedUntil?.ToUnixTimeMilliseconds() ?? 0 };
    }

    private static CheckPasswordReply.Types.Result ToResult(LogInCode code) => code switch
    {
        LogInCode.Ok => CheckPasswordReply.Types.Result.Ok,
        LogInCode.Locked => CheckPasswordReply.Types.Result.Locked,
        LogInCode.Unavailable => CheckPasswordReply.Types.Result.Unavailable,
        _ => CheckPasswordReply.Types.Result.Wrong,
    };
}
