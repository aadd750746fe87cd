namespace Platen.SiteAgent.Sessions;

/// <summary>Why a session ends.</summary>
internal enum SessionEnd
{
    Unspecified = 0,

    /// <summary>Its user logged out.</summary>
    Logout = 1,

    /// <summary>Idle, or too old (AU17).</summary>
    TimedOut = 2,

    /// <summary>Somebody logged in at the same device.</summary>
    Replaced = 3,

    /// <summary>The user is not active any more, or the administrator ended it.</summary>
    Revoked = 4,
}
