using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.VirtualMfp.Net;

/// <summary>The certificate of IPPS, which signs itself, as devices out of the box have one. It is made at the first start and kept, because print servers pin it.</summary>
internal static class SelfSignedCertificate
{
    private const int ValidDays = 3650;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The certificate in the file (PEM, with its key); a new one when there is none.</summary>
    internal static X509Certificate2 GetOrMake(string file, IPAddress address, TimeProvider time)
    {
        if (File.Exists(file))
        {
            return X509Certificate2.CreateFromPemFile(file);
        }

        var made = Make(address, time);
        using var key = made.GetECDsaPrivateKey()!;
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        using var writer = new StreamWriter(stream);
        writer.WriteLine(made.ExportCertificatePem());
        writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        return made;
    }

    private static X509Certificate2 Make(IPAddress address, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=virtual-mfp", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(ValidDays));
    }
}
