using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices;

/// <summary>
/// How TLS is spoken with devices, and whom they must prove to be: by the customer's CAs where an administrator has set them (NW02), else by the pinned certificate. TLS 1.2 at least (NW04).
/// </summary>
internal sealed class DeviceTls(CertificatePins pins)
{
    /// <summary>What to do about a certificate that is not trusted.</summary>
    public static string Explain(Exception fault) =>
        $"The device's certificate is not the one that is trusted ({fault.Message}): if the device was replaced or reset, enter the SHA-256 of its new certificate at the device in the console; if your own CA "
        + "issues the certificates, see that the device's host in the console is a name or address in its certificate.";

    public SslClientAuthenticationOptions Options(ReplicaDevice device) => new()
    {
        TargetHost = device.Host,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => certificate is not null && IsTrusted(device, certificate, chain, errors),
    };

    private bool IsTrusted(ReplicaDevice device, X509Certificate certificate, X509Chain? chain, SslPolicyErrors errors) => device.TrustedCas.Count == 0
        ? pins.Accepts(device, certificate.GetRawCertData())
        : !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && IsIssuedBy(device, certificate, chain);

    // revocation is not asked for: a branch whose line is cut has nobody to ask
    private static bool IsIssuedBy(ReplicaDevice device, X509Certificate certificate, X509Chain? shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1")); // server authentication (RFC 5280, 4.2.1.12)
        X509Certificate2[] authorities = [.. device.TrustedCas.Select(authority => X509CertificateLoader.LoadCertificate(authority.Span))];
        try
        {
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.ExtraStore.AddRange(authorities);
            if (shown is not null)
            {
                chain.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
            }

            using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
            return chain.Build(leaf);
        }
        finally
        {
            foreach (var authority in authorities)
            {
                authority.Dispose();
            }
        }
    }
}
