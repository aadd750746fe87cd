using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Domain.Users;

/// <summary>
/// Keeps the secrets of second factors unreadable in a dump of the database: AES-256-GCM under a key derived from the tenant's credential key (HKDF-SHA-256), bound to the user; recovery codes as HMAC under another one.
/// </summary>
public sealed class FactorSeal
{
    /// <summary>Recovery codes that are made at once.</summary>
    public const int RecoveryCodes = 10;

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int CodeBytes = 10;
    private const int HalfDigits = 8;

    private readonly byte[] _seal = new byte[KeyBytes];
    private readonly byte[] _recovery = new byte[KeyBytes];

    /// <param name="credentialKey">The tenant's credential key.</param>
    public FactorSeal(ReadOnlySpan<byte> credentialKey)
    {
        HKDF.DeriveKey(HashAlgorithmName.SHA256, credentialKey, _seal, [], "platen/second-factor/seal/1"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, credentialKey, _recovery, [], "platen/second-factor/recovery/1"u8);
    }

    /// <summary>Seals a secret for a user.</summary>
    public ImmutableArray<byte> Close(UserId user, ReadOnlySpan<byte> secret)
    {
        var blob = new byte[NonceBytes + secret.Length + TagBytes];
        RandomNumberGenerator.Fill(blob.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_seal, TagBytes);
        cipher.Encrypt(blob.AsSpan(0, NonceBytes), secret, blob.AsSpan(NonceBytes, secret.Length), blob.AsSpan(NonceBytes + secret.Length), user.Value.ToByteArray());
        return [.. blob];
    }

    /// <summary>Opens what was sealed for that user.</summary>
    /// <exception cref="CryptographicException">It was not, or it was changed.</exception>
    public byte[] Open(UserId user, ImmutableArray<byte> blob)
    {
        var bytes = blob.AsSpan();
        if (bytes.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A sealed second factor is too short.");
        }

        var secret = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_seal, TagBytes);
        cipher.Decrypt(bytes[..NonceBytes], bytes.Slice(NonceBytes, secret.Length), bytes[^TagBytes..], secret, user.Value.ToByteArray());
        return secret;
    }

    /// <summary>New recovery codes, of 80 random bits each, as they are shown, once.</summary>
    public static ImmutableArray<string> DrawRecovery() => [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Draw())];

    /// <summary>What is kept of a recovery code.</summary>
    public string HashOf(UserId user, string code) =>
        Convert.ToHexString(HMACSHA256.HashData(_recovery, Encoding.UTF8.GetBytes($"{user}:{Bare(code)}")));

    // read off a paper: without regard to case and dashes
    private static string Bare(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static string Draw()
    {
        var text = Totp.Base32(RandomNumberGenerator.GetBytes(CodeBytes));
        return $"{text[..HalfDigits]}-{text[HalfDigits..]}";
    }
}
