using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Gateway.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>Codes by which a phone's browser logs its user in at a panel (AU27). Who approved one is told to the agent of the device that began it, once.</summary>
internal sealed class QrLoginCalls(IGrainFactory grains, IOptions<GatewayOptions> options)
{
    private const int CodeBytes = 16;
    private const int CodeChars = 2 * CodeBytes;

    public async Task<BeginQrLoginReply> BeginAsync(BeginQrLoginRequest request, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        var tenant = await grains.Tenant(peer.Tenant).GetAsync(context.CancellationToken);
        if (tenant is not { Logins.QrLogin: true })
        {
            return new BeginQrLoginReply { Message = "The login by phone is switched off." };
        }

        var device = Device(request.DeviceId);
        if (await grains.Device(peer.Tenant, peer.Site, device).GetAsync(context.CancellationToken) is not { Device.Enabled: true })
        {
            throw new RpcException(RpcStatusCode.NotFound, "device_id is no device of the agent's site that is in use.");
        }

        var code = RandomNumberGenerator.GetHexString(CodeChars, lowercase: true);
        var begun = await grains.QrLogin(peer.Tenant, code).BeginAsync(peer.Site, device, context.CancellationToken)
            ?? throw new RpcException(RpcStatusCode.Unavailable, "The code was not made; ask again.");
        var portal = tenant.PortalAddress.Length > 0 ? tenant.PortalAddress : options.Value.PublicAddress;
        return new BeginQrLoginReply { Code = code, Address = $"{portal}/qr/{code}", Number = begun.Number, EndsInSeconds = IQrLoginGrain.LifeSeconds };
    }

    public async Task<CollectQrLoginReply> CollectAsync(CollectQrLoginRequest request, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        if (request.Code.Length != CodeChars || !request.Code.All(char.IsAsciiHexDigitLower))
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, "code is none that a server made.");
        }

        var answer = await grains.QrLogin(peer.Tenant, request.Code).CollectAsync(peer.Site, Device(request.DeviceId), context.CancellationToken);
        return new CollectQrLoginReply { State = (CollectQrLoginReply.Types.State)answer.State, UserId = answer.User?.ToString() ?? "" };
    }

    private static DeviceId Device(string text) => DeviceId.TryParse(text, out var device) ? device : throw new RpcException(RpcStatusCode.InvalidArgument, "device_id is no device's id.");
}
