using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Options;

namespace Platen.SiteAgent.Identity;

/// <summary>
/// The certificate of the agent's own services (IPPS, panels): self-signed by default (NW02), made at first start, kept for a year and made anew 30 days before its end.
/// The company's own goes into <see cref="AgentOptions.CertificateFile"/>; one that was put into <c>keys/service.pem</c> as PEM is kept as well.
/// </summary>
internal sealed class ServiceCertificate(AgentFolders folders, IOptions<AgentOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>Where it is kept.</summary>
    public string Path => System.IO.Path.Combine(folders.Keys, "service.pem");

    /// <summary>Reads or makes it.</summary>
    public X509Certificate2 Get()
    {
        if (File.Exists(Path))
        {
            var kept = X509Certificate2.CreateFromPemFile(Path);
            var selfSigned = kept.Subject == kept.Issuer;
            if (!selfSigned || new DateTimeOffset(kept.NotAfter) - time.GetUtcNow() > RenewBefore)
            {
                return kept;
            }
        }

        return Create();
    }

    private X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Platen site agent", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(Names());
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddMinutes(-10), now + Lifetime);
        File.WriteAllText(Path, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return X509Certificate2.CreateFromPemFile(Path);
    }

    private X509Extension Names()
    {
        var builder = new SubjectAlternativeNameBuilder();
        string[] names = ["localhost", "127.0.0.1", Environment.MachineName, options.Value.ListenAddress, .. options.Value.PublicNames];
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }
}
