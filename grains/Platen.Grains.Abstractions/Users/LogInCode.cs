namespace Platen.Grains.Abstractions.Users;

/// <summary>How an attempt to log in at the console ended. To the outside all but <see cref="Ok"/> and <see cref="Locked"/> look alike.</summary>
[GenerateSerializer]
[Alias("platen.users.log-in-code")]
public enum LogInCode
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>Logged in.</summary>
    Ok = 1,

    /// <summary>No such user, no password, the wrong one, or the user is not active.</summary>
    Wrong = 2,

    /// <summary>Too many failures; see <see cref="LogInResult.LockedUntil"/> (AU12).</summary>
    Locked = 3,

    /// <summary>The directory that checks the password cannot be asked now; nothing was counted.</summary>
    Unavailable = 4,

    /// <summary>The password is right, and the code of the second factor is missing; nothing was counted.</summary>
    CodeNeeded = 5,

    /// <summary>The password is right, and was an initial one whose time is over (ASVS 6.4.1); nothing was counted.</summary>
    InitialPasswordOver = 140,
}
