namespace Platen.Domain.Audit;

/// <summary>What is wrong in an audit chain.</summary>
public enum AuditBreakKind
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>An entry was changed.</summary>
    Edited = 1,

    /// <summary>An entry is missing.</summary>
    Deleted = 2,

    /// <summary>An entry stands elsewhere than it was written.</summary>
    Reordered = 3,

    /// <summary>The end of the chain is missing.</summary>
    Truncated = 4,
}
