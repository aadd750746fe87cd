using Platen.Domain.Audit;

namespace Platen.Gateway.Api.Audit;

/// <summary>A fault of an audit chain.</summary>
internal sealed record AuditBreakJson(string Chain, long Position, AuditBreakKind Kind, string Message);
