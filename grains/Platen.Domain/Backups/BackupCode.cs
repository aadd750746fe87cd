namespace Platen.Domain.Backups;

/// <summary>How an attempt to make a backup ended.</summary>
public enum BackupCode
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>It is made, was read back whole, and lies in the folder.</summary>
    Made = 1,

    /// <summary>It was not made; the reason says why. Nothing of it is left.</summary>
    Failed = 2,

    /// <summary>Another one is under way on this database.</summary>
    Busy = 3,

    /// <summary>No folder is set, so no backups are made.</summary>
    Off = 4,
}
