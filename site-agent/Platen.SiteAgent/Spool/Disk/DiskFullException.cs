namespace Platen.SiteAgent.Spool.Disk;

/// <summary>The file system, or the quota, has no room for a write.</summary>
internal sealed class DiskFullException(string message, Exception? inner = null) : IOException(message, inner);
