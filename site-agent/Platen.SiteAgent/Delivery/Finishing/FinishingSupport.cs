using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Rendering.Conversion;

namespace Platen.SiteAgent.Delivery.Finishing;

/// <summary>
/// What can be chosen for a job at a device: what the device does, as far as its protocol can ask for it. IPP asks for all; RAW for what PJL has, if the device's documents are wrapped in it; copies can be made by
/// every protocol, because a document can be sent more than once.
/// </summary>
/// <param name="Copies">Copies. Not where the document has its own: nobody could tell whether the device multiplies.</param>
/// <param name="TwoSided">One- or two-sided.</param>
/// <param name="Monochrome">Colour as black.</param>
/// <param name="Ranges">Pages out of the document; only in a format whose pages the device finds by itself.</param>
/// <param name="Others">The device can be asked for what a sender asks for beside the document: paper, quality and the like.</param>
internal readonly record struct FinishingSupport(bool Copies, bool TwoSided, bool Monochrome, bool Ranges, bool Others = false)
{
    private static readonly string[] PagedFormats = ["application/pdf", "image/pwg-raster", "image/urf"];

    /// <summary>What can be chosen: what the device can be asked for, or, of a job that is converted for it by its setting, what can be made in the document too.</summary>
    public static FinishingSupport Of(ReplicaDevice device, HeldJob job) => ConversionPlanner.SupportBySetting(job, device) ?? Asked(device, job);

    /// <summary>What the device can be asked for by its protocol.</summary>
    public static FinishingSupport Asked(ReplicaDevice device, HeldJob job)
    {
        var isIpp = device.Protocol is DeliveryProtocol.Ipp or DeliveryProtocol.Ipps;
        var isPjl = device.Pjl && device.Protocol is DeliveryProtocol.Raw or DeliveryProtocol.RawTls;
        var hasOwnCopies = job.Facts.Copies > 1 && AskedFinishing.Of(job.Ticket).Copies is null;
        return new FinishingSupport(
            !hasOwnCopies,
            device.Duplex && (isIpp || isPjl),
            device.Colour && (isIpp || isPjl) && job.Facts.Colour != ColourMode.Monochrome,
            isIpp && PagedFormats.Contains(job.Facts.Format, StringComparer.OrdinalIgnoreCase),
            isIpp || isPjl);
    }

    /// <summary>What can be chosen for all of several jobs at once.</summary>
    public static FinishingSupport OfAll(ReplicaDevice device, IEnumerable<HeldJob> jobs) => jobs.Select(job => Of(device, job)).Aggregate(
        new FinishingSupport(true, true, true, true),
        (all, one) => new FinishingSupport(all.Copies && one.Copies, all.TwoSided && one.TwoSided, all.Monochrome && one.Monochrome, all.Ranges && one.Ranges));

    /// <summary>Whether anything can be chosen.</summary>
    public bool HasAny => Copies || TwoSided || Monochrome || Ranges;

    /// <summary>Why what was chosen cannot be done, for people; empty when it can.</summary>
    public string FaultOf(FinishingOptions chosen) => chosen switch
    {
        { Copies: < 1 or > FinishingOptions.CopiesMax } => $"Copies must be 1 to {FinishingOptions.CopiesMax}.",
        { Copies: not null } when !Copies => "The number of copies cannot be chosen for this document at this device.",
        { Sides: not Sides.Unspecified } when !TwoSided => "One- or two-sided cannot be chosen at this device.",
        { Monochrome: true } when !Monochrome => "Black instead of colour cannot be chosen for this document at this device.",
        { Ranges.IsDefaultOrEmpty: false } when !Ranges => "Pages cannot be chosen for a document of this format at this device.",
        _ => "",
    };

    /// <summary>What remains of wishes that are done as far as possible.</summary>
    public FinishingOptions Possible(FinishingOptions wishes) => new()
    {
        Copies = Copies && wishes.Copies is >= 1 and <= FinishingOptions.CopiesMax ? wishes.Copies : null,
        Sides = TwoSided ? wishes.Sides : Sides.Unspecified,
        Monochrome = Monochrome && wishes.Monochrome,
        Ranges = Ranges ? wishes.Ranges : [],
        Others = Others ? wishes.Others : [],
    };
}
