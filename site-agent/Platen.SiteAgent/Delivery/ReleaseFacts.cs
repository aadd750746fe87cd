using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Delivery;

/// <summary>The fact that a release ended, with every count that is known, best first: the device's (all copies), then the document's (one copy).</summary>
internal static class ReleaseFacts
{
    public static JobReleaseFinished Finished(HeldJob job, ReleaseId release, DeviceId device, UserId user, DeliveryOutcome outcome)
    {
        var copies = Math.Max(1, job.Facts.Copies);
        var fact = new JobReleaseFinished
        {
            JobId = job.Id.ToString(),
            ReleaseId = release.ToString(),
            DeviceId = device.Value,
            UserId = user.Value == Guid.Empty ? "" : user.ToString(),
            Outcome = outcome.Outcome,
            Colour = job.Facts.Colour,
            Sides = job.Facts.Sides,
            Copies = copies,
            BytesSent = outcome.BytesSent,
            Reason = outcome.Reason,
        };
        if (outcome.DevicePages is { } pages)
        {
            fact.Evidence.Add(new PageCount { Pages = pages, Evidence = Contracts.AgentLink.V1.Evidence.Device });
        }

        fact.Evidence.Add(job.Facts.Pages.Clone());
        fact.Printed = Best(outcome, job.Facts.Pages, copies);
        return fact;
    }

    private static PageCount Best(DeliveryOutcome outcome, PageCount document, int copies)
    {
        if (outcome.DevicePages is { } pages)
        {
            return new PageCount { Pages = pages, Evidence = Contracts.AgentLink.V1.Evidence.Device };
        }

        return outcome.Outcome == ReleaseOutcome.Completed && document.HasPages
            ? new PageCount { Pages = document.Pages * copies, Evidence = document.Evidence, Reason = document.Reason }
            : new PageCount { Reason = document.HasPages ? "The device did not say what came out." : document.Reason };
    }
}
