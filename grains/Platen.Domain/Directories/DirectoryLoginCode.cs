namespace Platen.Domain.Directories;

/// <summary>What a directory said of a password.</summary>
public enum DirectoryLoginCode
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>It is the right one.</summary>
    Ok = 1,

    /// <summary>It is wrong, or the person is gone, or may not log in there.</summary>
    Wrong = 2,

    /// <summary>The directory cannot be asked now.</summary>
    Unavailable = 3,
}
