namespace Platen.Gateway.Api.Audit;

/// <summary>What the check of the audit log found.</summary>
/// <param name="Whole">True: nothing was changed, removed, moved or cut off.</param>
/// <param name="Breaks">Every fault that was found.</param>
internal sealed record AuditVerdictJson(bool Whole, IReadOnlyList<AuditBreakJson> Breaks);
