using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>Enrol and Renew: certificates for agents.</summary>
internal sealed class EnrolmentCalls(IGrainFactory grains)
{
    public async Task<EnrolReply> EnrolAsync(EnrolRequest request, RpcServerContext context)
    {
        if (!EnrolmentToken.TryParse(request.Token, out var token))
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, "This is no enrolment token: it begins with 'platen1:' and has six parts. Copy it whole from the console.");
        }

        var command = new EnrolAgent
        {
            Token = request.Token,
            Pkcs10 = [.. request.Csr.Span],
            AgentVersion = request.AgentVersion,
            Origin = context.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
        };
        var result = await grains.Site(token.Tenant, token.Site).EnrolAsync(command, context.CancellationToken);
        return Reply(token.Tenant, token.Site, result);
    }

    public async Task<EnrolReply> RenewAsync(RenewRequest request, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        var command = new RenewAgent { Agent = peer.Agent, CurrentSerial = peer.CertificateSerial, Pkcs10 = [.. request.Csr.Span] };
        var result = await grains.Site(peer.Tenant, peer.Site).RenewAsync(command, context.CancellationToken);
        return Reply(peer.Tenant, peer.Site, result);
    }

    private static EnrolReply Reply(TenantId tenant, SiteId site, EnrolResult result) => result.Code switch
    {
        EnrolCode.Enrolled => new EnrolReply
        {
            TenantId = tenant.Value,
            SiteId = site.Value,
            AgentId = result.Agent.Value,
            Certificate = ByteString.CopyFrom(result.Certificate.AsSpan()),
            CaCertificate = ByteString.CopyFrom(result.CaCertificate.AsSpan()),
        },
        EnrolCode.RequestInvalid => throw new RpcException(RpcStatusCode.InvalidArgument, result.Message),
        _ => throw new RpcException(RpcStatusCode.PermissionDenied, result.Message),
    };
}
