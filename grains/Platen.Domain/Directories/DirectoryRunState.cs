namespace Platen.Domain.Directories;

/// <summary>How a run stands.</summary>
public enum DirectoryRunState
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>It is under way.</summary>
    Running = 1,

    /// <summary>It came to its end.</summary>
    Done = 2,

    /// <summary>Too many users would be shut out: nothing was changed, an administrator must confirm.</summary>
    Braked = 3,

    /// <summary>The directory did not let itself be read; what was written until then stays.</summary>
    Failed = 4,

    /// <summary>The server ended meanwhile; the next run goes on.</summary>
    Interrupted = 5,
}
