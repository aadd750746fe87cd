namespace Platen.Grains.Abstractions.Users;

/// <summary>How far a login by a panel's code is.</summary>
[GenerateSerializer]
[Alias("platen.users.qr-login-state")]
public enum QrLoginState
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>Nobody has answered yet.</summary>
    Waiting = 1,

    /// <summary>A user has approved it.</summary>
    Approved = 2,

    /// <summary>Refused, used, unknown, or its time is over.</summary>
    Over = 3,
}
