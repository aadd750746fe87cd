using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>Whom we take for the customer's mail server: who shows a certificate for its name, by the machine's CAs or by the one that is set.</summary>
internal static class MailServerTrust
{
    public static SslClientAuthenticationOptions Of(OfflineMailOptions options)
    {
        var asked = new SslClientAuthenticationOptions
        {
            TargetHost = options.Server,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck, // the line to the outside may be what is cut
        };
        if (options.CaFile.Length > 0)
        {
            asked.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            asked.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(options.CaFile);
        }

        return asked;
    }
}
