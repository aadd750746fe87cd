using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Gateway.AgentLink.Peers;

/// <summary>The gateways of one cluster, as one of them sees the others. They reach each other inside the data centre, on the port that agents dial too.</summary>
public interface IGatewayPeers
{
    /// <summary>Where the others reach this one (<c>https://address:port</c>); null: there is one only.</summary>
    Uri? Own { get; }

    /// <summary>Whether a certificate that a client has proven to hold is a node's of this cluster, and no agent's.</summary>
    bool IsGateway(X509Certificate2 certificate);

    /// <summary>TLS to another gateway, as this node.</summary>
    SslClientAuthenticationOptions TlsTo(Uri gateway);
}
