namespace Platen.Store.Backups;

/// <summary>A file is no backup, is damaged or cut off, or was made with another key; the message says which, and what to do.</summary>
public sealed class BackupFileException(string message, Exception? cause = null) : IOException(message, cause);
