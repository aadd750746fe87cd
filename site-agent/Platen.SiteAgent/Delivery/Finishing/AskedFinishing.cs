using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Platen.Contracts.AgentJournal.V1;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Delivery.Finishing;

/// <summary>What a job's sender asked for beside the document, as finishing options: the job template attributes of its ticket (RFC 8011, 5.2). They are done as far as the device can.</summary>
internal static class AskedFinishing
{
    private static readonly FrozenSet<string> OtherNames = FrozenSet.ToFrozenSet(
        [IppNames.Media, IppNames.MediaCol, IppNames.PrintQuality, IppNames.PrinterResolution, IppNames.OrientationRequested, "print-scaling", IppNames.PrintColorMode], StringComparer.Ordinal);

    public static FinishingOptions Of(JobTicket ticket)
    {
        if (ticket.Template.IsEmpty)
        {
            return FinishingOptions.AsIs;
        }

        try
        {
            return IppReader.TryRead(new ReadOnlySequence<byte>(ticket.Template.Memory), IppLimits.Response, out var message, out _, out _) && message.Find(IppTag.JobAttributes) is { } job
                ? Read(job)
                : FinishingOptions.AsIs;
        }
        catch (FormatException)
        {
            return FinishingOptions.AsIs; // the intake has checked it; what cannot be read any more is not asked for
        }
    }

    private static FinishingOptions Read(IppAttributeGroup job) => new()
    {
        Copies = job.GetInteger(IppNames.Copies),
        Sides = job.GetString(IppNames.Sides) switch
        {
            "one-sided" => Sides.OneSided,
            "two-sided-long-edge" => Sides.TwoSidedLongEdge,
            "two-sided-short-edge" => Sides.TwoSidedShortEdge,
            _ => Sides.Unspecified,
        },
        Monochrome = job.GetString(IppNames.PrintColorMode) is "monochrome" or "process-monochrome" or "auto-monochrome",
        Ranges = RangesOf(job.Find(IppNames.PageRanges)),
        Others = [.. job.Attributes.Where(IsOther)],
    };

    // "auto" and the like ask for nothing
    private static bool IsOther(IppAttribute attribute) =>
        OtherNames.Contains(attribute.Name) && attribute.AsString() != "auto" && !(attribute.Name == IppNames.PrintColorMode && attribute.AsString() != "color");

    private static ImmutableArray<PageRange> RangesOf(IppAttribute? attribute)
    {
        var ranges = ImmutableArray.CreateBuilder<PageRange>();
        foreach (var range in (attribute?.Values ?? []).OfType<IppRangeValue>().Take(PageRanges.CountMax).Where(range => range.Lower is >= 1 and <= PageRanges.PageMax))
        {
            ranges.Add(new PageRange(range.Lower, Math.Min(range.Upper, PageRanges.PageMax)));
        }

        return ranges.ToImmutable();
    }
}
