namespace Platen.SiteAgent.Sessions;

/// <summary>How a login ended.</summary>
internal enum PanelLoginCode
{
    Unspecified = 0,

    /// <summary>Logged in.</summary>
    Ok = 1,

    /// <summary>The credential names nobody, or is wrong. Which, is not told.</summary>
    WrongCredential = 2,

    /// <summary>PIN and password are locked for a while; the card is not.</summary>
    Locked = 3,

    /// <summary>The account is not active (AU16).</summary>
    Disabled = 4,

    /// <summary>Too many failures at this device or from this address (AU14).</summary>
    Throttled = 5,

    /// <summary>The branch is cut off for longer than the administrator allows (I5).</summary>
    OfflineTooLong = 6,

    /// <summary>The branch has not got its users yet, or cannot read their hashes because a library is missing.</summary>
    NotReady = 7,

    /// <summary>Too many logins are being checked now.</summary>
    Busy = 8,

    /// <summary>The credential was right, but this way to log in is not allowed while the branch is cut off (MS05).</summary>
    BarredOffline = 40,

    /// <summary>The device is unknown here, or switched off by the administrator.</summary>
    DeviceUnknown = 9,

    /// <summary>The card is the user's; PIN or password must follow (AU04).</summary>
    SecondPhaseNeeded = 10,

    /// <summary>The time for the second phase is over, it was used, or its card does not count any more: begin anew.</summary>
    SecondPhaseOver = 11,

    /// <summary>Nobody logs in by PIN or password alone here: the card comes first. Nothing was looked at.</summary>
    CardFirst = 12,

    /// <summary>The password was right, and is an initial one: an own one is chosen on the web first (ASVS 6.4.1).</summary>
    InitialPassword = 51,

    /// <summary>The password is a directory's, which is out of reach, and no verifier of it is kept here.</summary>
    NeedsServer = 50,
}
