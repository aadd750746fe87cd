using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Gateway.AgentLink.Transfer;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink.Peers;

/// <summary>Who fetches a document: the agent that calls, or the agent that another gateway calls for.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="PublicKey">Its key-agreement key, from its greeting.</param>
/// <param name="IsForwarded">Another gateway calls for it.</param>
internal sealed record FetchReceiver(AgentPeer Agent, ReadOnlyMemory<byte> PublicKey, bool IsForwarded)
{
    private const string NameKey = "platen-receiver";
    private const string PublicKeyKey = "platen-receiver-key-bin";

    /// <summary>How one gateway tells another for whom it calls.</summary>
    public RpcMetadata ToMetadata()
    {
        var metadata = new RpcMetadata();
        metadata.Add(NameKey, $"{Agent.Tenant}/{Agent.Site}/{Agent.Agent}");
        metadata.AddBinary(PublicKeyKey, PublicKey.Span);
        return metadata;
    }

    /// <summary>The receiver that another gateway names; null: the call is no gateway's.</summary>
    /// <exception cref="RpcException">The call names a receiver and is no gateway's, or names it wrongly.</exception>
    public static FetchReceiver? TryForwarded(RpcServerContext context, IGatewayPeers peers)
    {
        if (context.RequestMetadata.Get(NameKey) is not { } name)
        {
            return null;
        }

        if (context.PeerCertificate is not { } certificate || !peers.IsGateway(certificate))
        {
            throw new RpcException(RpcStatusCode.Unauthenticated, "Only a gateway of this cluster calls for others.");
        }

        var parts = name.Split('/');
        return parts.Length == 3 && TenantId.TryParse(parts[0], out var tenant) && SiteId.TryParse(parts[1], out var site) && AgentId.TryParse(parts[2], out var agent)
            && context.RequestMetadata.TryGetBinary(PublicKeyKey, out var key) && key.Length <= LinkPlace.PublicKeyBytesMax
            ? new FetchReceiver(new AgentPeer(tenant, site, agent, CertificateSerial: ""), key, IsForwarded: true)
            : throw new RpcException(RpcStatusCode.InvalidArgument, "The receiver is named wrongly.");
    }
}
