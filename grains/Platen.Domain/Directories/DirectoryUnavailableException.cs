namespace Platen.Domain.Directories;

/// <summary>A directory cannot be read: it is not there, its certificate is not trusted, it refuses the account or the search. The message is for administrators.</summary>
public sealed class DirectoryUnavailableException : Exception
{
    /// <summary>Says what happened.</summary>
    public DirectoryUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened, and why.</summary>
    public DirectoryUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says nothing.</summary>
    public DirectoryUnavailableException()
    {
    }
}
