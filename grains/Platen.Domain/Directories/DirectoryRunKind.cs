namespace Platen.Domain.Directories;

/// <summary>What a run does.</summary>
public enum DirectoryRunKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Reads everything and says what would change; changes nothing.</summary>
    Preview = 1,

    /// <summary>Reads everything, and shuts out who is gone.</summary>
    Full = 2,

    /// <summary>Reads what changed since the last run.</summary>
    Changes = 3,
}
