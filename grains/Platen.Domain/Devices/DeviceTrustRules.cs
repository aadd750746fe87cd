using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Domain.Devices;

/// <summary>What a device's trust settings must be like: the SHA-256 of its own certificate, or the CAs of the customer (NW02), or neither, but not both.</summary>
public static class DeviceTrustRules
{
    /// <summary>Most CAs.</summary>
    public const int AuthoritiesMax = 8;

    /// <summary>Longest text with CAs, in characters.</summary>
    public const int AuthoritiesCharsMax = 32 * 1024;

    /// <summary>The CAs in a text (PEM) as DER.</summary>
    /// <exception cref="CryptographicException">A certificate cannot be read.</exception>
    public static ImmutableArray<ImmutableArray<byte>> ReadAuthorities(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        try
        {
            return [.. certificates.Select(certificate => ImmutableArray.Create(certificate.RawData))];
        }
        finally
        {
            Dispose(certificates);
        }
    }

    internal static void Check(ImmutableArray<string>.Builder errors, Device device)
    {
        if (device.CertificateSha256.Length > 0 && (device.CertificateSha256.Length != 64 || !device.CertificateSha256.All(char.IsAsciiHexDigit)))
        {
            errors.Add("The certificate's SHA-256 is not 64 hexadecimal digits; copy it whole, or leave it empty to trust the first one that is shown.");
        }

        if (device.CertificateAuthorities.Length == 0)
        {
            return;
        }

        if (device.CertificateSha256.Length > 0)
        {
            errors.Add("The certificate authorities are set, and the certificate's SHA-256 too; choose one of the two.");
        }

        if (FaultOf(device.CertificateAuthorities) is { } fault)
        {
            errors.Add($"The certificate authorities {fault}; paste them as PEM (-----BEGIN CERTIFICATE-----), {AuthoritiesMax} at most, or leave them empty.");
        }
    }

    private static string? FaultOf(string pem)
    {
        if (pem.Length > AuthoritiesCharsMax)
        {
            return $"are {pem.Length} characters long, and {AuthoritiesCharsMax} are allowed";
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            return certificates.Count is 0 or > AuthoritiesMax ? $"are {certificates.Count} certificates"
                : certificates.All(IsAuthority) ? null
                : "have a certificate among them that is not a CA's";
        }
        catch (CryptographicException)
        {
            return "cannot be read";
        }
        finally
        {
            Dispose(certificates);
        }
    }

    private static bool IsAuthority(X509Certificate2 certificate) => certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    private static void Dispose(X509Certificate2Collection certificates)
    {
        foreach (var certificate in certificates)
        {
            certificate.Dispose();
        }
    }
}
