using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Rpc.Tls;

/// <summary>Reads a customer's certificate file and says everything that is wrong with it, so that it shows at the start and not at the first client.</summary>
public static class CertificateFile
{
    /// <summary>The longest file, in bytes.</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>Most certificates in one file.</summary>
    public const int CertificatesMax = 16;

    private static readonly byte[] PemMark = "-----BEGIN "u8.ToArray();

    /// <summary>Reads the files.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="names">Host names and addresses that clients dial; the certificate must have all of them.</param>
    /// <param name="now">The moment at which it must be valid.</param>
    public static CertificateReading Read(CertificateFileOptions options, IReadOnlyCollection<string> names, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(names);
        try
        {
            var all = ReadAll(options);
            if (all.Find(certificate => certificate.HasPrivateKey) is not { } own)
            {
                return Fault(options, all.Count == 0
                    ? "has no certificate: give a PEM file that begins with the certificate, or a PFX file"
                    : $"has no private key: append it to the file, give it in a PFX, or name its file in {options.Section}:{nameof(options.CertificateKeyFile)}");
            }

            all.Remove(own);
            var faults = CertificateCheck.FaultsOf(own, all, names, now);
            return new CertificateReading(faults.Length == 0 ? own : null, [.. all], [.. faults.Select(fault => Words(options, fault))]);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return Fault(options, $"cannot be read ({fault.Message}): see that it is PEM or PFX, that the key belongs to the certificate, and that {options.Section}:{nameof(options.CertificatePasswordFile)} has the right password");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fault(options, $"cannot be opened ({fault.Message}): give files that this program's user may read");
        }
    }

    private static List<X509Certificate2> ReadAll(CertificateFileOptions options)
    {
        var file = ReadBytes(options.CertificateFile);
        var password = options.CertificatePasswordFile.Length == 0 ? null : File.ReadLines(options.CertificatePasswordFile).FirstOrDefault() ?? "";
        if (file.AsSpan().IndexOf(PemMark) < 0)
        {
            return [.. X509CertificateLoader.LoadPkcs12Collection(file, password, X509KeyStorageFlags.DefaultKeySet).Take(CertificatesMax)];
        }

        var pem = System.Text.Encoding.UTF8.GetString(file);
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        var keyPem = options.CertificateKeyFile.Length > 0 ? System.Text.Encoding.UTF8.GetString(ReadBytes(options.CertificateKeyFile)) : pem;
        if (certificates.Count == 0 || !keyPem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return [.. certificates];
        }

        var own = password is not null && keyPem.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(pem, keyPem, password)
            : X509Certificate2.CreateFromPem(pem, keyPem);
        return [own, .. certificates.Skip(1).Take(CertificatesMax)];
    }

    private static byte[] ReadBytes(string path)
    {
        var info = new FileInfo(path);
        return info.Exists && info.Length > BytesMax ? throw new IOException($"'{path}' has more than {BytesMax} bytes") : File.ReadAllBytes(path);
    }

    private static CertificateReading Fault(CertificateFileOptions options, string what) => new(null, [], [Words(options, what)]);

    private static string Words(CertificateFileOptions options, string what) => $"{options.Section}:{nameof(options.CertificateFile)} is '{options.CertificateFile}': it {what}.";
}
