using Platen.Domain.Accounting;
using Platen.Domain.Jobs;
using Platen.Gateway.Api.Jobs;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Accounting;

/// <summary>One printed job.</summary>
internal sealed record LedgerEntryJson
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Release { get; init; }

    public required string Job { get; init; }

    public required string User { get; init; }

    public required string Site { get; init; }

    public required string Device { get; init; }

    public required string Queue { get; init; }

    public required string Title { get; init; }

    /// <summary>Impressions charged; null: nobody counted, nothing charged.</summary>
    public required int? Impressions { get; init; }

    /// <summary>What the count rests on; null: there is none.</summary>
    public required PageEvidence? Evidence { get; init; }

    /// <summary>Every count that was known, best first.</summary>
    public required IReadOnlyList<PagesJson> AllCounts { get; init; }

    public required ColourMode? Colour { get; init; }

    public required Sides? Sides { get; init; }

    public required int Copies { get; init; }

    /// <summary>Decimal string.</summary>
    public required string Price { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public required ReleaseOutcome Outcome { get; init; }

    public static LedgerEntryJson Of(LedgerEntry entry) => new()
    {
        Id = entry.Id.ToString(),
        At = entry.At,
        Release = entry.Release.ToString(),
        Job = entry.Job.ToString(),
        User = entry.User.ToString(),
        Site = entry.Site.Value,
        Device = entry.Device.Value,
        Queue = entry.Queue.Value,
        Title = entry.Title,
        Impressions = entry.Impressions,
        Evidence = entry.Evidence == PageEvidence.Unspecified ? null : entry.Evidence,
        AllCounts = [.. entry.AllCounts.Select(PagesJson.Of)],
        Colour = entry.Colour == ColourMode.Unspecified ? null : entry.Colour,
        Sides = entry.Sides == Domain.Jobs.Sides.Unspecified ? null : entry.Sides,
        Copies = entry.Copies,
        Price = Money.Format(entry.PriceE4),
        Currency = entry.Currency,
        Outcome = entry.Outcome,
    };
}
