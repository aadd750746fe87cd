using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Domain.Users;

/// <summary>Slow salted hashes of passwords and PINs: PBKDF2-HMAC-SHA-512 in PHC form, <c>$pbkdf2-sha512$i=210000$salt$hash</c> (AU15; OWASP's figure of 2023).</summary>
public static class PasswordHash
{
    /// <summary>Iterations of a new hash.</summary>
    public const int Iterations = 210_000;

    /// <summary>The most that a stored hash may ask for, so that a hostile record cannot stall a login.</summary>
    public const int IterationsMax = 2_000_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const string Scheme = "pbkdf2-sha512";

    /// <summary>Hashes a secret with a fresh salt.</summary>
    public static string Create(string secret) => Create(secret, Iterations);

    internal static string Create(string secret, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Derive(secret, salt, iterations, HashBytes);
        return $"${Scheme}$i={iterations.ToString(CultureInfo.InvariantCulture)}${Convert.ToBase64String(salt).TrimEnd('=')}${Convert.ToBase64String(hash).TrimEnd('=')}";
    }

    /// <summary>Whether the secret is the hashed one; false for an empty or malformed hash. Takes the same time whatever the secret.</summary>
    public static bool Verify(string phc, string secret)
    {
        if (!TryRead(phc, out var iterations, out var salt, out var expected))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Derive(secret, salt, iterations, expected.Length), expected);
    }

    private static byte[] Derive(string secret, byte[] salt, int iterations, int bytes) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret.Normalize(NormalizationForm.FormKC)), salt, iterations, HashAlgorithmName.SHA512, bytes);

    private static bool TryRead(string phc, out int iterations, out byte[] salt, out byte[] hash)
    {
        (iterations, salt, hash) = (0, [], []);
        var parts = phc.Split('$');
        if (parts.Length != 5 || parts[0].Length != 0 || parts[1] != Scheme || !parts[2].StartsWith("i=", StringComparison.Ordinal)
            || !int.TryParse(parts[2].AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out iterations) || iterations is < 1 or > IterationsMax)
        {
            return false;
        }

        return TryBase64(parts[3], out salt) && TryBase64(parts[4], out hash) && salt.Length >= 8 && hash.Length is >= 16 and <= 64;
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        bytes = new byte[padded.Length / 4 * 3];
        var ok = Convert.TryFromBase64String(padded, bytes, out var written);
        bytes = bytes[..written];
        return ok;
    }
}
