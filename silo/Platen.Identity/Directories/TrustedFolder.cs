using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Directories;

namespace Platen.Identity.Directories;

/// <summary>The CAs that a directory's settings name, as the folder that libldap reads them from; or the system's, when they name none. Nothing else is trusted.</summary>
internal sealed class TrustedFolder : IDisposable
{
    private const string OfTheSystem = "/etc/ssl/certs";

    private readonly string? _own;

    public TrustedFolder(UserDirectory directory)
    {
        var authorities = DirectoryRules.ReadAuthorities(directory.CertificateAuthorities);
        if (authorities.Length > 0)
        {
            _own = System.IO.Directory.CreateTempSubdirectory("platen-ca-").FullName;
        }

        foreach (var (authority, number) in authorities.Select((authority, number) => (authority, number)))
        {
            using var certificate = X509CertificateLoader.LoadCertificate(authority.AsSpan());
            File.WriteAllText(System.IO.Path.Combine(_own!, $"{number}.pem"), certificate.ExportCertificatePem());
        }
    }

    public string Path => _own ?? OfTheSystem;

    public void Dispose()
    {
        if (_own is not null)
        {
            System.IO.Directory.Delete(_own, recursive: true);
        }
    }
}
