using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.TestKit.Directories;

/// <summary>A CA of its own and server certificates from it, as files.</summary>
public sealed class TestCa : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly string _folder;

    /// <summary>Makes the CA; its files go into a folder.</summary>
    public TestCa(string folder, string name = "Platen Test CA")
    {
        _folder = folder;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(File_("ca.crt"), Pem);
    }

    /// <summary>The CA's certificate.</summary>
    public string Pem => _authority.ExportCertificatePem();

    /// <summary>The CA's certificate as a file.</summary>
    public string PemFile => File_("ca.crt");

    /// <summary>A server's certificate and key as PEM files, for names or addresses; days may be past.</summary>
    public (string Certificate, string Key) Issue(string file, string[] names, int daysUntilEnd = 10)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(_authority, DateTimeOffset.UtcNow.AddHours(-20), DateTimeOffset.UtcNow.AddDays(daysUntilEnd).AddHours(-1), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(File_(file + ".crt"), certificate.ExportCertificatePem());
        File.WriteAllText(File_(file + ".key"), key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(File_(file + ".key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return (File_(file + ".crt"), File_(file + ".key"));
    }

    /// <inheritdoc/>
    public void Dispose() => _authority.Dispose();

    private string File_(string name) => Path.Combine(_folder, name);
}
