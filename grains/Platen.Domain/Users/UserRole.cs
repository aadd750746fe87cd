namespace Platen.Domain.Users;

/// <summary>What a user may do.</summary>
public enum UserRole
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Own jobs and own profile only (AZ02).</summary>
    User = 1,

    /// <summary>Administers the tenant (AZ01).</summary>
    Administrator = 2,
}
