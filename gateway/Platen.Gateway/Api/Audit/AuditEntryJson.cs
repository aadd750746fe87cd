using Platen.Domain.Audit;

namespace Platen.Gateway.Api.Audit;

/// <summary>One audited act, in its chain.</summary>
internal sealed record AuditEntryJson(
    string Chain, long Position, DateTimeOffset At, string Actor, string Origin, string Action, string Subject, bool Success, IReadOnlyDictionary<string, string> Details, string PreviousHash, string Hash)
{
    public static AuditEntryJson Of(ChainedAuditEntry row) => new(
        row.Chain, row.Position, row.Entry.At, row.Entry.Actor, row.Entry.Origin, row.Entry.Action, row.Entry.Subject, row.Entry.Success, row.Entry.Details, row.PreviousHash, row.Hash);
}
