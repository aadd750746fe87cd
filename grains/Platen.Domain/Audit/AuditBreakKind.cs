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

    /// <summary>Entries were written anew, with hashes that fit each other, but not what was signed.</summary>
    Rewritten = 5,

    /// <summary>A checkpoint that this installation's keys have not signed.</summary>
    Forged = 6,

    /// <summary>A signed checkpoint that an agent keeps is missing in the record.</summary>
    CheckpointMissing = 7,

    /// <summary>The whole record, and not the log alone, is older than what was signed: a backup was put back.</summary>
    RolledBack = 8,
}
