namespace Platen.Domain.Backups;

/// <summary>What a backup file holds. Written into files: values only grow.</summary>
public enum BackupKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>The database of record.</summary>
    Database = 1,

    /// <summary>The server's keys and certificates, never in the same file as the database.</summary>
    Keys = 2,
}
