using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Audit;

namespace Platen.Silo.Keys;

/// <summary>The five kinds of certificate of the internal CA, and their extensions (RFC 5280).</summary>
internal static class CertificateTemplates
{
    /// <summary>Extended key usage of TLS servers (RFC 5280, 4.2.1.12).</summary>
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    /// <summary>Extended key usage of TLS clients.</summary>
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    public static CertificateRequest Authority(ECDsa key, string name)
    {
        var request = new CertificateRequest(new X500DistinguishedName($"CN={name}"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    public static CertificateRequest Server(PublicKey key, IEnumerable<string> names)
    {
        var request = Leaf(key, "CN=Platen server", ServerAuth);
        var alternative = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (System.Net.IPAddress.TryParse(name, out var address))
            {
                alternative.AddIpAddress(address);
            }
            else
            {
                alternative.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternative.Build());
        return request;
    }

    /// <summary>An agent's: good for the link (client) and for its own panel and IPPS (server).</summary>
    public static CertificateRequest Agent(PublicKey key, Uri identity)
    {
        var request = Leaf(key, "CN=Platen agent", ClientAuth);
        var alternative = new SubjectAlternativeNameBuilder();
        alternative.AddUri(identity);
        request.CertificateExtensions.Add(alternative.Build());
        return request;
    }

    /// <summary>A cluster node's, which calls and is called; all nodes of a cluster carry its name.</summary>
    public static CertificateRequest Node(PublicKey key, string clusterName)
    {
        var request = Leaf(key, "CN=Platen node", ServerAuth, ClientAuth);
        var alternative = new SubjectAlternativeNameBuilder();
        alternative.AddDnsName(clusterName);
        request.CertificateExtensions.Add(alternative.Build());
        return request;
    }

    /// <summary>Of the key that signs the audit log's checkpoints: for that use only, so that nobody else's certificate can do it.</summary>
    public static CertificateRequest Audit(PublicKey key) => Leaf(key, "CN=Platen audit log", AuditSignatures.Usage);

    private static CertificateRequest Leaf(PublicKey key, string subject, params string[] usages)
    {
        var request = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(usage => new Oid(usage))], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
