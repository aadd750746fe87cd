using System.Security.Cryptography;

namespace Platen.Domain.OAuth;

/// <summary>A public key as PEM (RFC 7468, 13): P-256, or RSA of 2048 to 4096 bits.</summary>
internal static class PublicKeyText
{
    private const int RsaBitsMin = 2_048;
    private const int RsaBitsMax = 4_096;
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>The key; null: it is none of these, or a private one.</summary>
    public static AsymmetricAlgorithm? Read(string pem)
    {
        if (pem.Length > OAuthLimits.KeyMax || !pem.StartsWith("-----BEGIN PUBLIC KEY-----", StringComparison.Ordinal))
        {
            return null;
        }

        return Import(ECDsa.Create(), pem, key => key.ExportParameters(false).Curve.Oid?.Value == P256) ?? (AsymmetricAlgorithm?)Import(RSA.Create(), pem, key => key.KeySize is >= RsaBitsMin and <= RsaBitsMax);
    }

    private static T? Import<T>(T key, string pem, Func<T, bool> isGood)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportFromPem(pem);
            if (isGood(key))
            {
                return key;
            }
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            // a key of another kind, or none
        }

        key.Dispose();
        return null;
    }
}
