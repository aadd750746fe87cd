namespace Platen.Domain.Audit;

/// <summary>A fault that <c>verify</c> found in an audit chain (I7): what, where, and what was expected.</summary>
public sealed record AuditBreak(string Chain, long Position, AuditBreakKind Kind, string Message);
