using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Jobs;

namespace Platen.Domain.Accounting;

/// <summary>
/// One rule for page truth, where the document, the device's report about the job and the device's counter may disagree:
/// <list type="number">
/// <item>What the device says about this very job (IPP, then PJL) counts. A 0 for a whole job is not believed: that device does not count.</item>
/// <item>Else the growth of its life-time counter. It is nobody's own, a copy made at the glass moves it too: for a whole job whose document was counted exactly, it can lower the count, never raise it.</item>
/// <item>Else the sheets that it reports, if the job was one-sided.</item>
/// <item>Else, for a whole job, the document's count times the copies; evidence of more weight first. Of one that was converted, what it became counts: that is what the device was sent.</item>
/// <item>Else nobody knows: the job is free, and shown as unknown.</item>
/// </list>
/// The counts that say otherwise are named in the reason, and all of them stay with the ledger entry.
/// </summary>
public static class PageReconciliation
{
    /// <summary>The count that is charged: impressions over all copies.</summary>
    /// <param name="outcome">How the release ended; of one that broke off only a device knows anything.</param>
    /// <param name="evidence">Every count that is known. Those of a device are over all copies, those of a document of one copy.</param>
    /// <param name="copies">Copies that came out of a whole job.</param>
    /// <param name="sides">How the sheets were printed.</param>
    public static PageCount Reconcile(ReleaseOutcome outcome, IEnumerable<PageCount> evidence, int copies, Sides sides)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ImmutableArray<PageCount> counts = [.. evidence.Take(Charging.EvidenceMax).Select(count => OverAllCopies(count, copies)).Where(IsBelievable)];
        var document = counts.Where(count => count.Evidence != PageEvidence.Device).MaxBy(count => count.Evidence);
        var best = BestOfDevice(counts, outcome, document, sides) ?? (outcome == ReleaseOutcome.Completed ? document : null);
        return best is null ? Unknown(outcome, evidence) : best with { Reason = Disagreement(best, counts, outcome, sides) };
    }

    private static PageCount? BestOfDevice(ImmutableArray<PageCount> counts, ReleaseOutcome outcome, PageCount? document, Sides sides)
    {
        var isWhole = outcome == ReleaseOutcome.Completed;
        if (Find(CountSource.IppJob) is { } ipp && (ipp.Pages > 0 || !isWhole))
        {
            return ipp;
        }

        if (Find(CountSource.PjlJob) is { } pjl && (pjl.Pages > 0 || !isWhole))
        {
            return pjl;
        }

        if ((Find(CountSource.SnmpCounter) ?? Find(CountSource.Unspecified)) is { } counter && (counter.Pages > 0 || !isWhole))
        {
            var isExact = document?.Evidence is PageEvidence.Parsed or PageEvidence.Rendered;
            return isWhole && isExact && counter.Source == CountSource.SnmpCounter && document!.Pages < counter.Pages ? document : counter;
        }

        return Find(CountSource.IppSheets) is { Pages: > 0 } sheets && sides == Sides.OneSided ? sheets : null;

        PageCount? Find(CountSource source) => counts.FirstOrDefault(count => count.Evidence == PageEvidence.Device && count.Source == source);
    }

    // a sheet has one or two sides: a count of sheets disagrees only when no number of sides makes it fit
    private static string Disagreement(PageCount best, ImmutableArray<PageCount> counts, ReleaseOutcome outcome, Sides sides)
    {
        var others = counts.Where(count => count.Source != best.Source || count.Evidence != best.Evidence)
            .Where(count => count.Evidence == PageEvidence.Device || outcome == ReleaseOutcome.Completed)
            .Where(count => count.Source == CountSource.IppSheets && best.Source != CountSource.IppSheets
                ? best.Pages < count.Pages || best.Pages > (sides == Sides.OneSided ? 1L : 2L) * count.Pages
                : count.Pages != best.Pages)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{Word(count)} {count.Pages}"));
        var words = string.Join(", ", others);
        return words.Length > 0 ? $"others say: {words}" : best.Reason;
    }

    private static string Word(PageCount count) => count.Source switch
    {
        CountSource.IppJob => "the device about the job (IPP)",
        CountSource.PjlJob => "the device about the job (PJL)",
        CountSource.SnmpCounter => "the device's counter",
        CountSource.IppSheets => "the device's sheets",
        CountSource.Converted => "the converted document",
        _ => count.Evidence == PageEvidence.Device ? "the device" : "the document",
    };

    private static PageCount Unknown(ReleaseOutcome outcome, IEnumerable<PageCount> evidence) => PageCount.Unknown(
        outcome == ReleaseOutcome.Completed ? evidence.FirstOrDefault(count => count.Pages is null && count.Reason.Length > 0)?.Reason ?? "no-count" : "device-did-not-report");

    // A device counts what comes out, copies included; every other count is of the document, that is, of one copy.
    private static PageCount OverAllCopies(PageCount count, int copies) =>
        count.Evidence == PageEvidence.Device || count.Pages is not { } pages
            ? count
            : count with { Pages = (int)Math.Min(int.MaxValue, (long)pages * Math.Max(1, copies)) };

    internal static bool IsBelievable(PageCount count) =>
        count.Pages is >= 0 and <= Charging.ImpressionsMax && count.Evidence is >= PageEvidence.Declared and <= PageEvidence.Device;
}
