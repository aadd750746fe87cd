using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Rendering.Conversion;
using DomainCount = Platen.Domain.Jobs.PageCount;
using DomainEvidence = Platen.Domain.Jobs.PageEvidence;
using DomainOutcome = Platen.Domain.Jobs.ReleaseOutcome;
using DomainSides = Platen.Domain.Jobs.Sides;
using DomainSource = Platen.Domain.Jobs.CountSource;

namespace Platen.SiteAgent.Delivery;

/// <summary>The fact that a release ended, with every count that is known, best first: the device's (all copies), then the document's (one copy). Which of them counts, says <see cref="PageReconciliation"/>.</summary>
internal static class ReleaseFacts
{
    public static JobReleaseFinished Finished(HeldJob job, ReleaseId release, DeviceId device, UserId user, DeliveryOutcome outcome, FinishingOptions? applied = null)
    {
        var finishing = applied ?? FinishingOptions.AsIs;
        var sides = finishing.Sides != Sides.Unspecified ? finishing.Sides : job.Facts.Sides;
        var copies = Delivery.CopiesOf(job, finishing);
        var fact = new JobReleaseFinished
        {
            JobId = job.Id.ToString(),
            ReleaseId = release.ToString(),
            DeviceId = device.Value,
            UserId = user.Value == Guid.Empty ? "" : user.ToString(),
            Outcome = outcome.Outcome,
            Colour = finishing.Monochrome ? ColourMode.Monochrome : job.Facts.Colour,
            Sides = sides,
            Copies = copies,
            BytesSent = outcome.BytesSent,
            Reason = outcome.Reason,
        };
        var document = PagesOf(job, finishing);
        document.Source = Contracts.AgentLink.V1.CountSource.Document;
        fact.Evidence.AddRange(CountsOf(outcome.Counts));
        fact.Evidence.Add(document);
        if (outcome.Conversion is { } conversion)
        {
            fact.Evidence.Add(CountOf(conversion, document));
        }

        var charged = PageReconciliation.Reconcile((DomainOutcome)outcome.Outcome, fact.Evidence.Select(ToDomain), copies, (DomainSides)sides);
        fact.Printed = new PageCount { Evidence = (Contracts.AgentLink.V1.Evidence)charged.Evidence, Reason = charged.Reason, Source = (Contracts.AgentLink.V1.CountSource)charged.Source };
        if (charged.Pages is { } pages)
        {
            fact.Printed.Pages = pages;
        }

        return fact;
    }

    /// <summary>The document's own count, of one copy, over the pages that are wanted.</summary>
    public static PageCount PagesOf(HeldJob job, FinishingOptions finishing)
    {
        var count = job.Facts.Pages.Clone();
        if (count.HasPages)
        {
            count.Pages = PageRanges.CountOf(finishing.Ranges, count.Pages);
        }

        return count;
    }

    /// <summary>What the document was converted into, as a count with the conversion told in its reason.</summary>
    private static PageCount CountOf(ConversionResult conversion, PageCount document)
    {
        var count = new PageCount { Source = Contracts.AgentLink.V1.CountSource.Converted, Reason = conversion.Describe(document.HasPages ? document.Pages : null) };
        if (conversion.Pages is { } pages)
        {
            (count.Pages, count.Evidence) = (pages, conversion.Plan.Arguments.IsEmpty ? Contracts.AgentLink.V1.Evidence.Parsed : Contracts.AgentLink.V1.Evidence.Rendered);
        }

        return count;
    }

    private static IEnumerable<PageCount> CountsOf(DeviceCounts counts)
    {
        (int? Pages, Contracts.AgentLink.V1.CountSource Source)[] all =
        [
            (counts.IppJob, Contracts.AgentLink.V1.CountSource.IppJob), (counts.PjlJob, Contracts.AgentLink.V1.CountSource.PjlJob),
            (counts.Counter, Contracts.AgentLink.V1.CountSource.SnmpCounter), (counts.Sheets, Contracts.AgentLink.V1.CountSource.IppSheets),
        ];
        return all.Where(count => count.Pages is not null).Select(count => new PageCount { Pages = count.Pages!.Value, Evidence = Contracts.AgentLink.V1.Evidence.Device, Source = count.Source });
    }

    private static DomainCount ToDomain(PageCount count) =>
        new(count.HasPages ? count.Pages : null, (DomainEvidence)count.Evidence, count.Reason) { Source = (DomainSource)count.Source };
}
