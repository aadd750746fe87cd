namespace Platen.Store.Backups;

/// <summary>The head of an audit chain in a backup; the hash in lower-case hexadecimal.</summary>
internal sealed record BackupHead(string Tenant, string Chain, long Position, string Hash);
