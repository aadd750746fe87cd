using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Text;

namespace Platen.Domain.Users;

/// <summary>
/// The key that goes into every new hash of a tenant, derived from its credential key (HKDF-SHA-256), which lies in no dump of the database in clear. Who has the hashes alone has nothing to try passwords or PINs against (AU15).
/// </summary>
public sealed class PasswordPepper
{
    private const int Bytes = 32;
    private const int IdBytes = 6;
    private readonly byte[] _key;

    private PasswordPepper(byte[] key)
    {
        _key = key;
        Id = Convert.ToBase64String(HMACSHA256.HashData(key, "platen/password-pepper/id"u8).AsSpan(0, IdBytes));
    }

    /// <summary>Names the pepper in a hash (PHC's <c>keyid</c>), and tells nothing about it.</summary>
    internal string Id { get; }

    /// <summary>The pepper of a credential key; null when there is none yet (a site before its first snapshot).</summary>
    public static PasswordPepper? Of(ReadOnlySpan<byte> credentialKey)
    {
        if (credentialKey.IsEmpty)
        {
            return null;
        }

        var key = new byte[Bytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, credentialKey, key, [], "platen/password-pepper/1"u8);
        return new PasswordPepper(key);
    }

    /// <summary>The secret as the slow hash gets it: normalised (RFC 8265's compatibility composition), then under the pepper if there is one.</summary>
    internal static byte[] Blend(PasswordPepper? pepper, string secret) => BlendAsTyped(pepper, Nfkc.Of(secret));

    /// <summary>The same without being normalised, as versions before did it that only meant to.</summary>
    internal static byte[] BlendAsTyped(PasswordPepper? pepper, string secret)
    {
        var octets = Encoding.UTF8.GetBytes(secret);
        return pepper is null ? octets : HMACSHA256.HashData(pepper._key, octets);
    }
}
