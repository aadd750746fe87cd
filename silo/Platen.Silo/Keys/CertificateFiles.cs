using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Platen.Silo.Keys;

/// <summary>A certificate with its private key in one PEM file.</summary>
internal static class CertificateFiles
{
    public static X509Certificate2? TryRead(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var pem = File.ReadAllText(path);
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    public static void Write(string path, X509Certificate2 certificate, ECDsa key)
    {
        var pem = certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        SecretFile.Write(path, Encoding.ASCII.GetBytes(pem));
    }
}
