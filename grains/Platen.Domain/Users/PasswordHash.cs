using System.Security.Cryptography;
using Platen.Domain.Text;

namespace Platen.Domain.Users;

/// <summary>
/// Slow salted hashes of passwords and PINs in PHC form (AU15): Argon2id (RFC 9106), or PBKDF2-HMAC-SHA-512 with 210,000 iterations (OWASP's figure of 2023). Either is verified, whichever is made.
/// </summary>
public static class PasswordHash
{
    /// <summary>Iterations of a new PBKDF2 hash.</summary>
    public const int Iterations = 210_000;

    /// <summary>The most that a stored hash may ask for, so that a hostile record cannot stall a login.</summary>
    public const int IterationsMax = 2_000_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>Hashes a secret with a fresh salt.</summary>
    /// <param name="secret">The secret in clear.</param>
    /// <param name="algorithm">By what; see <see cref="PasswordScheme"/>.</param>
    /// <param name="pepper">The tenant's pepper; null: none.</param>
    public static string Create(string secret, PasswordAlgorithm algorithm, PasswordPepper? pepper = null) =>
        Create(secret, algorithm, pepper, Iterations, Argon2Cost.New);

    internal static string Create(string secret, PasswordAlgorithm algorithm, PasswordPepper? pepper, int iterations, Argon2Cost cost)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)algorithm, (int)PasswordAlgorithm.Unspecified);
        var blank = new PhcString(algorithm, iterations, cost, pepper?.Id ?? "", RandomNumberGenerator.GetBytes(SaltBytes), []);
        return (blank with { Hash = Derive(blank, PasswordPepper.Blend(pepper, secret), HashBytes) }).ToString();
    }

    /// <summary>Whether the secret is the hashed one; false for an empty, malformed or unreadable hash (see <see cref="CanVerify"/>). Takes the same time whatever the hash: once, or twice for a secret that normalising changes.</summary>
    public static bool Verify(string phc, string secret, PasswordPepper? pepper = null)
    {
        if (Readable(phc, pepper) is not { } stored)
        {
            return false;
        }

        var named = stored.KeyId.Length > 0 ? pepper : null;
        return Matches(stored, PasswordPepper.Blend(named, secret)) || (IsChangedByNormalising(secret) && Matches(stored, PasswordPepper.BlendAsTyped(named, secret)));
    }

    /// <summary>Whether a hash was made of the secret as it was typed, by a version that did not normalise: it is right, and is to be made anew. Takes another slow hash, for secrets that normalising changes only.</summary>
    public static bool IsAsTyped(string phc, string secret, PasswordPepper? pepper) =>
        IsChangedByNormalising(secret) && Readable(phc, pepper) is { } stored && !Matches(stored, PasswordPepper.Blend(stored.KeyId.Length > 0 ? pepper : null, secret));

    /// <summary>Whether this machine can verify against a hash: it knows the algorithm, and has the pepper that the hash names.</summary>
    public static bool CanVerify(string phc, PasswordPepper? pepper = null) => Readable(phc, pepper) is not null;

    /// <summary>Whether a hash whose secret is known now should be made anew: by another algorithm, at another cost, or under another pepper.</summary>
    public static bool NeedsRehash(string phc, PasswordAlgorithm algorithm, PasswordPepper? pepper) =>
        PhcString.TryRead(phc) is not { } stored || stored.Algorithm != algorithm || stored.KeyId != (pepper?.Id ?? "")
        || (algorithm == PasswordAlgorithm.Argon2id ? stored.Cost != Argon2Cost.New : stored.Iterations != Iterations);

    private static bool IsChangedByNormalising(string secret) => !Nfkc.Of(secret).Equals(secret, StringComparison.Ordinal);

    private static bool Matches(PhcString stored, byte[] secret) => CryptographicOperations.FixedTimeEquals(Derive(stored, secret, stored.Hash.Length), stored.Hash);

    private static PhcString? Readable(string phc, PasswordPepper? pepper) =>
        PhcString.TryRead(phc) is { } stored && (stored.KeyId.Length == 0 || stored.KeyId == pepper?.Id) && (stored.Algorithm != PasswordAlgorithm.Argon2id || Argon2.IsAvailable)
            ? stored
            : null;

    private static byte[] Derive(PhcString stored, byte[] secret, int bytes) => stored.Algorithm == PasswordAlgorithm.Argon2id
        ? Argon2.Derive(secret, stored.Salt, stored.Cost, bytes)
        : Rfc2898DeriveBytes.Pbkdf2(secret, stored.Salt, stored.Iterations, HashAlgorithmName.SHA512, bytes);
}
