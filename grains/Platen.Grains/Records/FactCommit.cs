using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Records;

/// <summary>The transaction of a fact: what was decided, or the parked event with the audit row that says why, and in either case the fact's sequence.</summary>
internal static class FactCommit
{
    public static Commit Of(TenantId tenant, ReportedFact fact, DecidedFact decided, DateTimeOffset now) => decided.ParkReason.Length > 0
        ? Of(tenant, fact, ParkedFact.Decided(tenant, fact, decided.ParkReason, now))
        : Of(tenant, fact, decided);

    public static FactResult Result(DecidedFact decided) => decided.ParkReason.Length > 0
        ? new FactResult { Code = FactCode.Parked, Reason = decided.ParkReason }
        : new FactResult { Code = FactCode.Applied };

    private static Commit Of(TenantId tenant, ReportedFact fact, DecidedFact decided) => new()
    {
        Tenant = tenant,
        AuditChain = fact.Site.Value,
        Changes = decided.Changes,
        Ledger = decided.Ledger is null ? [] : [decided.Ledger],
        Audit = decided.Audit,
        Feed = decided.Feed,
        Event = new AppliedEvent(fact.Site, fact.Agent, fact.Fact.Sequence, fact.Start),
    };
}
