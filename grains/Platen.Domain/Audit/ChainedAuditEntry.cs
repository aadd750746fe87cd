namespace Platen.Domain.Audit;

/// <summary>An audit entry in its chain: <c>hash = SHA-256(previous hash ‖ canonical form of the entry)</c>.</summary>
public sealed record ChainedAuditEntry(string Chain, long Position, AuditEntry Entry, string PreviousHash, string Hash);
