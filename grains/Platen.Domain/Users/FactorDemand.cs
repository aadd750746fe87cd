namespace Platen.Domain.Users;

/// <summary>Of whom a tenant demands a second factor at console, portal and REST, where the password is checked here or by a directory. Kept in the record: numbers only grow.</summary>
public enum FactorDemand
{
    /// <summary>Of nobody; who wants one sets it up.</summary>
    None = 0,

    /// <summary>Of administrators, and of all to whom rights over others were given.</summary>
    Administrators = 1,

    /// <summary>Of everybody.</summary>
    Everybody = 2,
}
