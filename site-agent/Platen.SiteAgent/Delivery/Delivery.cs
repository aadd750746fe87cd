using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Rendering.Conversion;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Delivery;

/// <summary>One document on its way to one device.</summary>
/// <param name="Job">The job.</param>
/// <param name="Release">The release that has it.</param>
/// <param name="Device">The device.</param>
/// <param name="UserName">Login name of its owner, for the device's own list; may be empty.</param>
/// <param name="OpenDocumentAsync">Opens the document in the clear, converted if it must be; each opening is read once, and the transport disposes it.</param>
/// <param name="Progress">Told of bytes that the device took and of pages that it printed.</param>
internal sealed record Delivery(HeldJob Job, ReleaseId Release, ReplicaDevice Device, string UserName, Func<CancellationToken, ValueTask<PrintDocument>> OpenDocumentAsync, DeliveryProgress Progress)
{
    /// <summary>What the device is to be asked for; only what it can.</summary>
    public FinishingOptions Finishing { get; init; } = FinishingOptions.AsIs;

    /// <summary>How the document is converted on its way; null: it goes as it is.</summary>
    public ConversionPlan? Conversion { get; init; }

    /// <summary>The document's media type, where the device must be told; empty: it looks into the document by itself.</summary>
    public string Format { get; init; } = "";

    /// <summary>Whether a person chose something of <see cref="Finishing"/>, so that the job must come out like that or not at all.</summary>
    public bool MustFinish { get; init; }

    /// <summary>Its user does not want it any more (AU19). The transport stops where that is safe, and still says what came out.</summary>
    public CancellationToken Canceled { get; init; }

    /// <summary>Why, for people, once <see cref="Canceled"/> is.</summary>
    public Func<string> CancelReason { get; init; } = () => "";

    /// <summary>How many copies come out: those asked for here, else the document's own.</summary>
    public int Copies => CopiesOf(Job, Outcome);

    /// <summary>How many impressions a whole delivery makes by the document's count; null: not known.</summary>
    public int? Expected => ReleaseFacts.PagesOf(Job, Outcome) is { HasPages: true } count ? (int)Math.Min(int.MaxValue, (long)count.Pages * Copies) : null;

    // what comes out, be it asked of the device or made by the conversion
    private FinishingOptions Outcome => Conversion?.Finishing ?? Finishing;

    public static int CopiesOf(HeldJob job, FinishingOptions finishing) =>
        finishing.Copies ?? (AskedFinishing.Of(job.Ticket).Copies is null ? Math.Max(1, job.Facts.Copies) : 1);
}
