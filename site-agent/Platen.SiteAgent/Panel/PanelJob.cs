using Platen.Domain.Accounting;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using DomainColour = Platen.Domain.Jobs.ColourMode;
using DomainSides = Platen.Domain.Jobs.Sides;
using JobState = Platen.Domain.Jobs.JobState;

namespace Platen.SiteAgent.Panel;

/// <summary>A job as a panel shows it.</summary>
/// <param name="Job">The held job.</param>
/// <param name="QueueName">Its queue's name for people.</param>
/// <param name="PriceE4">What its release will cost by the parsed count, in ten-thousandths of the currency unit; null: not known before it is printed.</param>
/// <param name="OwnerName">Whose it is, when it is somebody else's who named the user a delegate (PR16); empty: the user's own.</param>
internal sealed record PanelJob(HeldJob Job, string QueueName, long? PriceE4, string OwnerName = "")
{
    /// <summary>Where its data lies; null: here.</summary>
    public RemoteJob? Remote { get; init; }

    /// <summary>It is somebody else's, whose delegate the user is (PR16).</summary>
    public bool IsOthers => OwnerName.Length > 0;

    /// <summary>It can be printed or deleted now.</summary>
    public bool IsFree => !IsProcessing && Remote is not { IsReachable: false };

    /// <summary>It was printed and is kept for reprint (PR03).</summary>
    public bool IsKeptForReprint => Job.State == JobState.Completed;

    /// <summary>It was sent with a PIN (PWG 5100.11), which its release needs.</summary>
    public bool NeedsPin => Job.Ticket.PasswordHash.Length > 0;

    /// <summary>A release has it now.</summary>
    public bool IsProcessing => Job.State == JobState.Processing;

    public static PanelJob Of(HeldJob job, IReplica replica)
    {
        var queue = replica.FindQueue(job.Queue);
        var name = queue is { Name.Length: > 0 } ? queue.Name : job.Queue.Value;
        return new PanelJob(job, name, queue?.Prices is { } prices ? PriceOf(job, prices) : null);
    }

    public static PanelJob Of(RemoteJob remote, IReplica replica) => Of(remote.Job, replica) with { Remote = remote };

    private static long? PriceOf(HeldJob job, Platen.Contracts.AgentLink.V1.PriceList prices)
    {
        if (job.Facts.Pages is not { HasPages: true } count)
        {
            return null;
        }

        var list = new PriceList
        {
            MonoPageE4 = prices.MonoPageE4,
            ColourPageE4 = prices.ColourPageE4,
            DuplexDiscountE4 = prices.DuplexDiscountE4,
            BaseE4 = prices.BaseE4,
        };
        var impressions = (long)Math.Max(0, count.Pages) * Math.Max(1, job.Facts.Copies);
        return impressions > int.MaxValue ? null : list.Price((int)impressions, (DomainColour)job.Facts.Colour, (DomainSides)job.Facts.Sides);
    }
}
