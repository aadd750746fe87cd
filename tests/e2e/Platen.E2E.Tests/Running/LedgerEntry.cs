using System.Globalization;

namespace Platen.E2E.Tests.Running;

/// <summary>A row of the ledger, as REST gives it.</summary>
public sealed record LedgerEntry(string Id, string Release, string Job, string User, string Device, int? Impressions, string? Evidence, string? Colour, string Price, string Outcome, IReadOnlyList<LedgerCount> AllCounts)
{
    /// <summary>The price in the tenant's currency.</summary>
    public decimal PriceValue => decimal.Parse(Price, CultureInfo.InvariantCulture);
}
