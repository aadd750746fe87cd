using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Platen.Gateway.AgentLink.Peers;
using Platen.Silo.Keys;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>The gateways of a cluster, those in silos included. They show each other their nodes' certificates, as silos do; as servers, they show what agents see.</summary>
internal sealed class OrleansGatewayPeers(ClusterOptions cluster, SiloOptions options, OrleansNodeCertificates certificates, ITlsIdentity identity) : IGatewayPeers
{
    public Uri? Own { get; } = new UriBuilder(Uri.UriSchemeHttps, IPAddress.Parse(cluster.Address).ToString(), options.AgentLinkPort).Uri;

    public bool IsGateway(X509Certificate2 certificate) => certificates.IsNode(certificate);

    public SslClientAuthenticationOptions TlsTo(Uri gateway)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(identity.Authority);
        return new SslClientAuthenticationOptions
        {
            TargetHost = gateway.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificates.Own(),
        };
    }
}
