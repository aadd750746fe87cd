using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Protocols.Smtp;

/// <summary>Whom we take for the mail server: who shows a certificate for its name, by the machine's CAs or by those that are set.</summary>
internal static class SmtpTrust
{
    public static SslClientAuthenticationOptions Of(SmtpServer server)
    {
        var asked = new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck, // the line to the outside may be what is cut
        };
        if (server.Authorities.Count > 0)
        {
            asked.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            asked.CertificateChainPolicy.CustomTrustStore.AddRange(server.Authorities);
        }

        return asked;
    }
}
