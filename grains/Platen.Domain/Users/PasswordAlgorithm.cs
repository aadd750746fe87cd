namespace Platen.Domain.Users;

/// <summary>How a new slow hash is made (AU15).</summary>
public enum PasswordAlgorithm
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>PBKDF2-HMAC-SHA-512 (RFC 8018): what FIPS 140 allows, and what there is without a native library.</summary>
    Pbkdf2Sha512 = 1,

    /// <summary>Argon2id (RFC 9106), by the machine's libargon2.</summary>
    Argon2id = 2,
}
