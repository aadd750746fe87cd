namespace Platen.Domain.Users;

/// <summary>How an attempt to log in ended.</summary>
public enum LoginResult
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Logged in.</summary>
    Ok = 1,

    /// <summary>No such credential, or the wrong one.</summary>
    WrongCredential = 2,

    /// <summary>The user is locked (AU12).</summary>
    Locked = 3,

    /// <summary>The user is not active (AU16).</summary>
    Disabled = 4,

    /// <summary>Too many attempts from there (AU14); the credential was not looked at.</summary>
    Throttled = 5,

    /// <summary>The credential was right, but this way to log in is not allowed while the site is cut off (MS05).</summary>
    BarredOffline = 16,

    /// <summary>The card is the user's, and a second phase was asked for (AU04).</summary>
    SecondPhaseNeeded = 6,

    /// <summary>The password was right and is an initial one, which opens nothing but the page on the web where its user chooses an own one.</summary>
    InitialPassword = 140,
}
