using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.SiteAgent.Keys;

/// <summary>
/// A certificate of the customer's own with its RSA key, under which the agent's own keys lie on disk (EN02): RSA-OAEP with SHA-256. The certificate's dates and names do not count: what was wrapped by it must be readable when
/// it is over.
/// </summary>
internal sealed class CustomerKey : IDisposable
{
    /// <summary>Smallest RSA key.</summary>
    public const int BitsMin = 2_048;

    private const int FileBytesMax = 1024 * 1024;

    private readonly RSA _key;

    private CustomerKey(RSA key, string thumbprint) => (_key, Thumbprint) = (key, thumbprint);

    /// <summary>SHA-256 of the certificate, lower-case hexadecimal.</summary>
    public string Thumbprint { get; }

    /// <summary>Reads a certificate and its key.</summary>
    /// <param name="setting">The setting that names the file, for messages.</param>
    /// <param name="certificateFile">PEM with the certificate, and perhaps the key; or PFX.</param>
    /// <param name="keyFile">PEM with the key, when it is in a file of its own; empty: it is not.</param>
    /// <param name="passwordFile">A file whose first line is the password of the PFX or of the encrypted key; empty: there is none.</param>
    /// <exception cref="InvalidDataException">It cannot be used; with the setting and what to do.</exception>
    public static CustomerKey Read(string setting, string certificateFile, string keyFile, string passwordFile)
    {
        try
        {
            using var certificate = ReadCertificate(certificateFile, keyFile, passwordFile);
            var key = certificate.GetRSAPrivateKey() ?? throw new CryptographicException("it has no private key of RSA: append the key, or name its file");
            if (key.KeySize < BitsMin)
            {
                throw new CryptographicException($"its key has {key.KeySize} bits: {BitsMin} at least are needed");
            }

            return new CustomerKey(key, Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{setting} is '{certificateFile}': it cannot be used ({fault.Message}); give a certificate with an RSA key, as PEM or PFX, that the agent's user may read.", fault);
        }
    }

    /// <summary>Wraps a secret of at most 190 bytes.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> secret) => _key.Encrypt(secret, RSAEncryptionPadding.OaepSHA256);

    /// <summary>Unwraps it; false: it was not wrapped by this certificate, or is damaged.</summary>
    public bool TryUnwrap(ReadOnlySpan<byte> wrapped, out byte[] secret)
    {
        try
        {
            secret = _key.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
            return true;
        }
        catch (CryptographicException)
        {
            secret = [];
            return false;
        }
    }

    public void Dispose() => _key.Dispose();

    private static X509Certificate2 ReadCertificate(string certificateFile, string keyFile, string passwordFile)
    {
        var password = passwordFile.Length == 0 ? null : File.ReadLines(passwordFile).FirstOrDefault() ?? "";
        var bytes = ReadBytes(certificateFile);
        if (!bytes.AsSpan().StartsWith("-----BEGIN"u8))
        {
            return X509CertificateLoader.LoadPkcs12(bytes, password, X509KeyStorageFlags.EphemeralKeySet);
        }

        var pem = System.Text.Encoding.UTF8.GetString(bytes);
        var keyPem = keyFile.Length > 0 ? System.Text.Encoding.UTF8.GetString(ReadBytes(keyFile)) : pem;
        return password is not null && keyPem.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(pem, keyPem, password)
            : X509Certificate2.CreateFromPem(pem, keyPem);
    }

    private static byte[] ReadBytes(string path) =>
        new FileInfo(path) is { Exists: true, Length: > FileBytesMax } ? throw new IOException($"'{path}' has more than {FileBytesMax} bytes") : File.ReadAllBytes(path);
}
