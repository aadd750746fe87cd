namespace Platen.Domain.Users;

/// <summary>How somebody logged in (AU03).</summary>
public enum LoginMethod
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>By PIN.</summary>
    Pin = 1,

    /// <summary>By ID card.</summary>
    Card = 2,

    /// <summary>By login name and password.</summary>
    Password = 3,

    /// <summary>By ID card, then PIN (AU04).</summary>
    CardAndPin = 4,

    /// <summary>By ID card, then password (AU04).</summary>
    CardAndPassword = 5,

    /// <summary>By the phone's browser, which took the panel's code (AU27).</summary>
    Qr = 6,
}
