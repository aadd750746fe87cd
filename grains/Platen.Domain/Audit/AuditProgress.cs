namespace Platen.Domain.Audit;

/// <summary>How far a verification is.</summary>
/// <param name="Chain">The chain that is being read.</param>
/// <param name="Entries">Entries that were checked.</param>
/// <param name="Total">Entries that were there when it began.</param>
public sealed record AuditProgress(string Chain, long Entries, long Total);
