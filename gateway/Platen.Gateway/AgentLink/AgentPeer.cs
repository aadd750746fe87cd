using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>Which agent is on the other side: read from its certificate, which the TLS handshake has proven to come from our CA (AU32), and checked against the record at each call.</summary>
internal sealed record AgentPeer(TenantId Tenant, SiteId Site, AgentId Agent, string CertificateSerial, DateTimeOffset CertificateExpires = default)
{
    /// <summary>Who it is, whatever certificate it shows.</summary>
    public AgentName Name => new(Tenant, Site, Agent);

    /// <summary>The peer of a call.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED: no agent's certificate; PERMISSION_DENIED: revoked, replaced or unknown.</exception>
    public static async Task<AgentPeer> OfAsync(RpcServerContext context, IGrainFactory grains)
    {
        var peer = TryRead(context.PeerCertificate)
            ?? throw new RpcException(RpcStatusCode.Unauthenticated, "This call needs an agent's certificate: enrol the agent with a token from the console.");
        var answer = await grains.Site(peer.Tenant, peer.Site).AuthorizeCertificateAsync(
            new AgentCertificate { Agent = peer.Agent, Serial = peer.CertificateSerial, Expires = peer.CertificateExpires }, context.CancellationToken);
        return answer switch
        {
            AgentAuthorization.Ok => peer,
            AgentAuthorization.Revoked => throw Denied("was revoked in the console"),
            AgentAuthorization.Superseded => throw Denied("shows a certificate that a newer one has replaced: is its data folder a copy?"),
            _ => throw Denied("is not known at its site: was it removed?"),
        };
    }

    internal static AgentPeer? TryRead(X509Certificate2? certificate) =>
        AgentName.TryRead(certificate) is { } name
            ? new AgentPeer(name.Tenant, name.Site, name.Agent, certificate!.SerialNumber, new DateTimeOffset(certificate.NotAfter.ToUniversalTime()))
            : null;

    private static RpcException Denied(string why) => new(RpcStatusCode.PermissionDenied, $"This agent {why}.");
}
