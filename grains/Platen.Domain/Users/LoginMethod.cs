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
}
