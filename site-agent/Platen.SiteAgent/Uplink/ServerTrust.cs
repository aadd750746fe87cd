using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Platen.SiteAgent.Uplink;

/// <summary>How the agent knows its server: the server's certificate must come from the enrolled CA and name the host that was dialled. The machine's own trust store does not count.</summary>
internal static class ServerTrust
{
    public static SslClientAuthenticationOptions For(Uri server, X509Certificate2 authority, X509Certificate2? client)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // the internal CA publishes no list; a revoked agent is refused by its serial
        };
        policy.CustomTrustStore.Add(authority);
        return new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            ClientCertificates = client is null ? null : [client],
            LocalCertificateSelectionCallback = client is null ? null : (_, _, _, _, _) => client,
        };
    }
}
