namespace Platen.Domain.Directories;

/// <summary>A person of a directory, as it is taken over.</summary>
/// <param name="Key">What never changes about the entry.</param>
/// <param name="Dn">The distinguished name now.</param>
/// <param name="LoginName">The name to log in with.</param>
/// <param name="DisplayName">The name for people.</param>
/// <param name="Email">E-mail address, or empty.</param>
/// <param name="Active">False: the account is switched off there.</param>
public sealed record DirectoryPerson(string Key, string Dn, string LoginName, string DisplayName, string Email, bool Active)
{
    /// <summary>Phone, numbers and folder, as far as the directory is asked for them.</summary>
    public DirectoryContact Contact { get; init; } = new();
}
