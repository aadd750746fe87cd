using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Sites;
using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Uplink.Transfer.Direct;

/// <summary>
/// How two agents know each other: each shows its agent's certificate of the internal CA, and the name in it counts, not the address that was dialled. The machine's own trust store does not count.
/// </summary>
internal static class DirectTrust
{
    /// <summary>An agent's certificate says what an agent is, and no more: there is no second one for its role as a server (RFC 5280, 4.2.1.12).</summary>
    private const string AgentUsage = "1.3.6.1.5.5.7.3.2";

    /// <summary>For who dials: the other side must be this very agent.</summary>
    public static SslClientAuthenticationOptions ToHolder(AgentIdentity own, AgentName holder) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateChainPolicy = Policy(own),
        ClientCertificates = [own.Certificate],
        LocalCertificateSelectionCallback = (_, _, _, _, _) => own.Certificate,
        RemoteCertificateValidationCallback = (_, shown, _, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None && AgentName.TryRead(shown as X509Certificate2) == holder,
    };

    /// <summary>For who is dialled: any agent of the same tenant may ask.</summary>
    public static SslServerAuthenticationOptions ForReceivers(AgentIdentity own) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ServerCertificateContext = SslStreamCertificateContext.Create(own.Certificate, additionalCertificates: null, offline: true),
        ClientCertificateRequired = true,
        CertificateChainPolicy = Policy(own),
        RemoteCertificateValidationCallback = (_, shown, _, errors) => errors == SslPolicyErrors.None && AgentName.TryRead(shown as X509Certificate2)?.Tenant == own.Tenant,
    };

    private static X509ChainPolicy Policy(AgentIdentity own)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // the gateway offers nothing to a revoked agent
        };
        policy.CustomTrustStore.Add(own.Authority);
        policy.ApplicationPolicy.Add(new Oid(AgentUsage));
        return policy;
    }
}
