namespace Platen.E2E.Tests.Running;

/// <summary>One of the page counts that an entry of the ledger keeps as its evidence.</summary>
public sealed record LedgerCount(int? Pages, string? Evidence, string? Reason);
