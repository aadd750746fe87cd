using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>A release ended. What it costs is decided by <see cref="Accounting.Charging"/>.</summary>
public sealed record JobReleaseFinished : JobFact
{
    /// <summary>The release.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>Where it came out.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Who did it; null for an unclaimed job of a direct queue.</summary>
    public UserId? User { get; init; }

    /// <summary>How it ended.</summary>
    public required ReleaseOutcome Outcome { get; init; }

    /// <summary>The agent's best count of impressions over all copies; null: not known.</summary>
    public PageCount? Printed { get; init; }

    /// <summary>Every count that is known, best first. Device counts are of all copies, the others of one copy.</summary>
    public ImmutableArray<PageCount> Evidence { get; init; } = [];

    /// <summary>Colour or monochrome.</summary>
    public ColourMode Colour { get; init; }

    /// <summary>One- or two-sided.</summary>
    public Sides Sides { get; init; }

    /// <summary>Copies.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Bytes that the device took.</summary>
    public long BytesSent { get; init; }

    /// <summary><c>printer-state-reasons</c> or a transport error; empty when all went well.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The data and its key are gone (private queue, PR04).</summary>
    public bool DataDestroyed { get; init; }

    /// <summary>The other site that printed, or tried to, and reports what is charged (<see cref="JobRoamed"/>); null: the reporting one.</summary>
    public SiteId? PrintedAt { get; init; }
}
