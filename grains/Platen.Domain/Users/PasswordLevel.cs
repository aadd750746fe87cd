namespace Platen.Domain.Users;

/// <summary>How much a tenant asks of new passwords (AU11).</summary>
public enum PasswordLevel
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>8 characters, of 2 to 4 of the 4 classes (AU09).</summary>
    Standard = 1,

    /// <summary>8 to 64 characters of all 4 classes, letters of the English alphabet and listed specials only (AU10).</summary>
    Strict = 2,

    /// <summary>NIST SP 800-63B-4, 3.1.1.2: length and a blocklist, nothing about composition.</summary>
    Nist = 3,
}
