namespace Platen.Domain.Users;

/// <summary>Who may use a route of the gateway; a route that nobody has named is closed to all (AZ01, AZ02).</summary>
public enum Access
{
    /// <summary>Not said: closed.</summary>
    Unspecified = 0,

    /// <summary>Anybody, logged in or not.</summary>
    Anonymous = 1,

    /// <summary>Whoever is logged in; what is seen is limited to what is the user's own.</summary>
    User = 2,

    /// <summary>Administrators of the tenant.</summary>
    Administrator = 3,
}
