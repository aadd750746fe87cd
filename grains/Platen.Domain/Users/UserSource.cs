namespace Platen.Domain.Users;

/// <summary>Where a user or a group comes from, and who checks a user's password (AU02: synchronization source, authentication server). Kept as text: empty means here.</summary>
public static class UserSource
{
    /// <summary>Made here; the password is checked here.</summary>
    public const string Here = "";

    /// <summary>The tenant's OpenID Connect provider.</summary>
    public const string OpenId = "openid";

    private const string DirectoryStart = "directory:";

    /// <summary>A directory, by its id.</summary>
    public static string Directory(string id) => DirectoryStart + id;

    /// <summary>The directory's id; null when the source is none.</summary>
    public static string? DirectoryOf(string source) => source.StartsWith(DirectoryStart, StringComparison.Ordinal) ? source[DirectoryStart.Length..] : null;
}
