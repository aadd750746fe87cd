using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Gateway.AgentLink.Peers;

/// <summary>The gateway of a server that stands alone: it has no others, and lets nobody in as one.</summary>
internal sealed class SoleGateway : IGatewayPeers
{
    public Uri? Own => null;

    public bool IsGateway(X509Certificate2 certificate) => false;

    public SslClientAuthenticationOptions TlsTo(Uri gateway) => throw new InvalidOperationException($"There is no other gateway, so none at {gateway}.");
}
