using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>Makes the protocol's objects out of the agent's.</summary>
internal static class JsonViews
{
    public static JobView Of(PanelJob job, string currency, ReplicaDevice device)
    {
        var facts = job.Job.Facts;
        return new JobView
        {
            Job = job.Job.Id.ToString(),
            Title = job.Job.Title,
            Pages = new PagesView
            {
                Count = facts.Pages is { HasPages: true } ? facts.Pages.Pages : null,
                Evidence = JsonWords.Of(facts.Pages?.Evidence ?? default),
                Reason = facts.Pages?.Reason ?? "",
            },
            Colour = JsonWords.Of(facts.Colour),
            Sides = JsonWords.Of(facts.Sides),
            Copies = Math.Max(1, facts.Copies),
            SizeBytes = facts.SizeBytes,
            ReceivedAt = job.Job.ReceivedAt,
            Price = job.PriceE4 is { } price ? new PriceView { Amount = Money.Text(price), Currency = currency } : null,
            State = JsonWords.Of(job.Job.State),
            Queue = job.Job.Queue.Value,
            QueueName = job.QueueName,
            Site = job.Remote is { } remote ? new JobSiteView { Site = remote.Site.Value, Name = remote.SiteName, Reachable = remote.IsReachable } : null,
            OwnerName = job.IsOthers ? job.OwnerName : null,
            KeptForReprint = job.IsKeptForReprint,
            PinNeeded = job.NeedsPin,
            Choices = JsonWords.Of(FinishingSupport.Of(device, job.Job)),
        };
    }

    public static ReleaseView Of(ReleaseProgress progress) => new()
    {
        Release = progress.Release.ToString(),
        Job = progress.Job.ToString(),
        Stage = JsonWords.Of(progress.Stage),
        Ended = progress.Ended,
        BytesSent = progress.BytesSent,
        BytesTotal = progress.BytesTotal,
        BytesFetched = progress.BytesFetched,
        PagesPrinted = progress.PagesPrinted,
        Reason = progress.Reason,
    };

    public static SessionView Of(PanelSession session, IReplica replica, string? token = null)
    {
        var user = replica.FindUser(session.User);
        return new SessionView
        {
            Token = token,
            Session = session.Id.ToString("D"),
            User = new UserView { User = session.User.ToString(), LoginName = user?.LoginName ?? "", DisplayName = user?.DisplayName ?? "", PinWaiting = user?.PinWaiting ?? false },
            IdleSeconds = (int)session.Idle.TotalSeconds,
            ExpiresAt = session.ExpiresAt,
        };
    }
}
