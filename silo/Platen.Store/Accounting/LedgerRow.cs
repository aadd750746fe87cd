using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Json;

namespace Platen.Store.Accounting;

/// <summary>A row of <c>platen.ledger</c> as Dapper reads it.</summary>
internal sealed class LedgerRow
{
    public const string Columns =
        "tenant, at, id, site, release, job, user_id AS UserId, device, queue, title, impressions, evidence, all_counts::text AS AllCounts, colour, sides, copies, price_e4 AS PriceE4, currency, outcome";

    public required string Tenant { get; init; }

    public required DateTime At { get; init; }

    public required Guid Id { get; init; }

    public required string Site { get; init; }

    public required Guid Release { get; init; }

    public required Guid Job { get; init; }

    public required Guid UserId { get; init; }

    public required string Device { get; init; }

    public required string Queue { get; init; }

    public required string Title { get; init; }

    public int? Impressions { get; init; }

    public short Evidence { get; init; }

    public required string AllCounts { get; init; }

    public short Colour { get; init; }

    public short Sides { get; init; }

    public int Copies { get; init; }

    public long PriceE4 { get; init; }

    public required string Currency { get; init; }

    public short Outcome { get; init; }

    public LedgerEntry ToEntry() => new()
    {
        Tenant = TenantId.Parse(Tenant),
        At = new DateTimeOffset(At, TimeSpan.Zero),
        Id = Id,
        Site = SiteId.Parse(Site),
        Release = new ReleaseId(Release),
        Job = new JobId(Job),
        User = new UserId(UserId),
        Device = DeviceId.Parse(Device),
        Queue = QueueId.Parse(Queue),
        Title = Title,
        Impressions = Impressions,
        Evidence = (PageEvidence)Evidence,
        AllCounts = StoreJson.Read<ImmutableArray<PageCount>>(AllCounts),
        Colour = (ColourMode)Colour,
        Sides = (Sides)Sides,
        Copies = Copies,
        PriceE4 = PriceE4,
        Currency = Currency,
        Outcome = (ReleaseOutcome)Outcome,
    };
}
