using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Platen.Gateway.AgentLink.Peers;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>Two gateways on this machine that know each other by certificates of one CA.</summary>
internal sealed class TestPeers(TestAuthority authority, int port) : IGatewayPeers
{
    private readonly X509Certificate2 _node = authority.IssueNode();

    public Uri? Own { get; } = new($"https://127.0.0.1:{port}/");

    public bool IsGateway(X509Certificate2 certificate) => certificate.Subject == _node.Subject;

    public SslClientAuthenticationOptions TlsTo(Uri gateway)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority.Certificate);
        return new SslClientAuthenticationOptions { TargetHost = gateway.Host, CertificateChainPolicy = policy, ClientCertificates = [_node], LocalCertificateSelectionCallback = (_, _, _, _, _) => _node };
    }
}
