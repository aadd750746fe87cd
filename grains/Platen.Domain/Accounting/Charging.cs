using System.Collections.Immutable;
using Platen.Domain.Jobs;

namespace Platen.Domain.Accounting;

/// <summary>
/// How many impressions a release is charged for, and what that rests on. Never a guess: what nobody counted is unknown, costs nothing, and is shown as unknown.
/// </summary>
public static class Charging
{
    /// <summary>The most impressions that one release can be charged for; a count beyond it is not believed.</summary>
    public const int ImpressionsMax = 10_000_000;

    /// <summary>The most counts that are kept as evidence.</summary>
    public const int EvidenceMax = 16;

    /// <summary>Whether a release with this outcome is entered in the ledger. What did not come out at all is not.</summary>
    public static bool IsCharged(ReleaseOutcome outcome) => outcome is ReleaseOutcome.Completed or ReleaseOutcome.Partial;

    /// <summary>
    /// The count that is charged, over all copies. A whole job: the agent's best count, else what <see cref="PageReconciliation"/> makes of the evidence. A job that broke off: only what the device itself reported, because the document's own count says
    /// nothing about where it broke off.
    /// </summary>
    public static PageCount Count(JobReleaseFinished release) =>
        release.Printed is { } printed && PageReconciliation.IsBelievable(printed) && (release.Outcome == ReleaseOutcome.Completed || printed.Evidence == PageEvidence.Device)
            ? printed
            : PageReconciliation.Reconcile(release.Outcome, release.Evidence, release.Copies, release.Sides);

    /// <summary>The price of a count; 0 when it is unknown.</summary>
    public static long PriceE4(PageCount count, PriceList prices, ColourMode colour, Sides sides) =>
        count.Pages is { } impressions ? prices.Price(impressions, colour, sides) : 0;

    /// <summary>The evidence as the ledger keeps it, bounded.</summary>
    public static ImmutableArray<PageCount> AllCounts(JobReleaseFinished release) =>
        [.. release.Evidence.Where(count => count.Pages is null or >= 0).Take(EvidenceMax)];
}
