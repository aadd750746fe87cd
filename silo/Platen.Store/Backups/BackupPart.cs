namespace Platen.Store.Backups;

/// <summary>The sealed parts of a backup file; a part of its nonces, so values never change.</summary>
internal enum BackupPart
{
    Manifest = 1,
    Body = 2,
    End = 3,
}
