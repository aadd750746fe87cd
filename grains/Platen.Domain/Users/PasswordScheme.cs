namespace Platen.Domain.Users;

/// <summary>What a process hashes new passwords and PINs with. Old hashes are verified by whatever they name, and made anew at the next login.</summary>
/// <param name="Algorithm">The algorithm of new hashes.</param>
/// <param name="Reason">Why, for people: one sentence for the log at start.</param>
/// <param name="IsFallback">The better algorithm was wanted and is missing.</param>
public sealed record PasswordScheme(PasswordAlgorithm Algorithm, string Reason, bool IsFallback = false)
{
    /// <summary>Argon2id where the machine has it; PBKDF2 in FIPS mode, and where it has not.</summary>
    /// <param name="fips">Only what FIPS 140 allows.</param>
    public static PasswordScheme Of(bool fips) => Choose(fips, Argon2.IsAvailable);

    internal static PasswordScheme Choose(bool fips, bool available) => (fips, available) switch
    {
        (true, _) => new(PasswordAlgorithm.Pbkdf2Sha512, "New passwords and PINs are hashed by PBKDF2-HMAC-SHA-512, because the FIPS mode is on."),
        (_, true) => new(PasswordAlgorithm.Argon2id, "New passwords and PINs are hashed by Argon2id."),
        _ => new(
            PasswordAlgorithm.Pbkdf2Sha512,
            $"{Argon2.Library} is missing: new passwords and PINs are hashed by PBKDF2-HMAC-SHA-512, and those that were hashed by Argon2id cannot be verified here. Install Debian's package libargon2-1 and restart.",
            IsFallback: true),
    };
}
