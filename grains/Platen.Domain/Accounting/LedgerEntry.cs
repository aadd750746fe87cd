using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Accounting;

/// <summary>One printed job in the ledger. At most one entry exists for a release (unique key), so nothing is charged twice (I2). Entries are never changed.</summary>
public sealed record LedgerEntry
{
    /// <summary>Entry id, UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose entry it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The site that printed.</summary>
    public required SiteId Site { get; init; }

    /// <summary>When it was printed; the ledger is partitioned by its month (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The release that is charged.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>The job.</summary>
    public required JobId Job { get; init; }

    /// <summary>Who pays.</summary>
    public required UserId User { get; init; }

    /// <summary>Where it came out.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>The queue it came from.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The document's name at that time.</summary>
    public required string Title { get; init; }

    /// <summary>Impressions charged (pages × copies); null: not known, charged as zero and shown as unknown.</summary>
    public int? Impressions { get; init; }

    /// <summary>What the charged count rests on.</summary>
    public PageEvidence Evidence { get; init; }

    /// <summary>Every count that was known, best first.</summary>
    public ImmutableArray<PageCount> AllCounts { get; init; } = [];

    /// <summary>Colour or monochrome.</summary>
    public ColourMode Colour { get; init; }

    /// <summary>One- or two-sided.</summary>
    public Sides Sides { get; init; }

    /// <summary>Copies.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Price in ten-thousandths of the currency unit.</summary>
    public required long PriceE4 { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>How the release ended.</summary>
    public required ReleaseOutcome Outcome { get; init; }
}
