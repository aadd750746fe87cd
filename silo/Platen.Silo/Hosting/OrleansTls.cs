using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using Orleans.Hosting;

namespace Platen.Silo.Hosting;

/// <summary>Mutual TLS between silos, and between silos and clients: whoever reaches a silo's ports could otherwise call any grain as anybody.</summary>
internal static class OrleansTls
{
    /// <summary>Secures a silo's ports and its connections to other silos.</summary>
    public static ISiloBuilder AddPlatenTls(this ISiloBuilder silo, OrleansNodeCertificates certificates) => silo.UseTls(tls => Configure(tls, certificates));

    /// <summary>Secures a client's connections.</summary>
    public static IClientBuilder AddPlatenTls(this IClientBuilder client, OrleansNodeCertificates certificates) => client.UseTls(tls => Configure(tls, certificates));

    private static void Configure(TlsOptions tls, OrleansNodeCertificates certificates)
    {
        tls.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.AllowCertificate; // ours comes from the selector, which the check of RequireCertificate does not look at
        tls.LocalServerCertificateSelector = (_, _) => certificates.Own();
        tls.LocalClientCertificateSelector = (_, _, _, _, _) => certificates.Own();
        tls.RemoteCertificateValidation = (certificate, _, _) => certificates.IsNode(certificate);
        tls.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = certificates.ClusterName;
    }
}
