using System.Collections.Frozen;
using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Pdl.Wrapping;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>
/// Decides what becomes of a document on its way to a device (PR18): as it is, byte for byte, if the device takes its format, or nobody knows what it takes; else the way of least loss; else nothing, with a reason that names format and
/// device. Pure.
/// </summary>
internal static class ConversionPlanner
{
    /// <summary>For each format that can be read: what it can become, best first. Page descriptions stay page descriptions where they can.</summary>
    private static readonly FrozenDictionary<PrintFormat, PrintFormat[]> Ways = new Dictionary<PrintFormat, PrintFormat[]>
    {
        [PrintFormat.Pdf] = [PrintFormat.PostScript, PrintFormat.PclXl, PrintFormat.PwgRaster, PrintFormat.Urf, PrintFormat.Pcl5],
        [PrintFormat.PostScript] = [PrintFormat.Pdf, PrintFormat.PclXl, PrintFormat.PwgRaster, PrintFormat.Urf, PrintFormat.Pcl5],
        [PrintFormat.PwgRaster] = [PrintFormat.Pdf, PrintFormat.Urf, PrintFormat.PclXl, PrintFormat.PostScript, PrintFormat.Pcl5],
        [PrintFormat.Urf] = [PrintFormat.Pdf, PrintFormat.PwgRaster, PrintFormat.PclXl, PrintFormat.PostScript, PrintFormat.Pcl5],
        [PrintFormat.Jpeg] = [PrintFormat.Pdf, PrintFormat.PwgRaster, PrintFormat.Urf, PrintFormat.PclXl, PrintFormat.PostScript, PrintFormat.Pcl5],
        [PrintFormat.Tiff] = [PrintFormat.Pdf, PrintFormat.PwgRaster, PrintFormat.Urf, PrintFormat.PclXl, PrintFormat.PostScript, PrintFormat.Pcl5],
        [PrintFormat.Png] = [PrintFormat.Pdf, PrintFormat.PwgRaster, PrintFormat.Urf, PrintFormat.PclXl, PrintFormat.PostScript, PrintFormat.Pcl5],
        [PrintFormat.Text] = [PrintFormat.Pdf, PrintFormat.PwgRaster, PrintFormat.Urf, PrintFormat.PclXl, PrintFormat.PostScript, PrintFormat.Pcl5],
    }.ToFrozenDictionary();

    /// <summary>What becomes of a job at a device.</summary>
    /// <param name="job">The job.</param>
    /// <param name="device">The device.</param>
    /// <param name="formats">What it takes.</param>
    /// <param name="wishes">How the job is to come out: what was chosen over what its sender asked for.</param>
    public static ConversionDecision Decide(HeldJob job, ReplicaDevice device, DeviceFormats formats, FinishingOptions wishes)
    {
        var format = job.Facts.Format;
        if (format.Length == 0 || format == PrintFormats.Any || formats.Takes(format))
        {
            return ConversionDecision.AsIs; // of what nobody knows, nobody can say that the device does not take it
        }

        var from = PrintFormats.Of(format);
        var sides = SidesOf(job, device, wishes);
        var ways = Ways.GetValueOrDefault(from, []).Where(formats.Formats.Contains).ToArray();
        var to = ways.FirstOrDefault(way => TurnsBacks(way, formats, sides));
        if (to == PrintFormat.Unspecified)
        {
            var why = ways.Length > 0 ? "two-sided rasters whose backs are turned are not made; release it one-sided" : "there is no way from one to the other; print it from a driver for this device, or at another device";
            return ConversionDecision.Impossible($"The document is {PrintFormats.NameOf(format)}, and the device '{device.Name}' takes {formats.Describe()}: {why}.");
        }

        return new ConversionDecision(PlanOf(job, device, formats, wishes, (from, to), sides), "");
    }

    /// <summary>How a job can be finished that is converted for a device by the device's setting; null: it is not. What the device says itself over IPP needs no such answer: IPP asks for all of it.</summary>
    public static FinishingSupport? SupportBySetting(HeldJob job, ReplicaDevice device) =>
        device.Accepts.Count > 0 && Decide(job, device, DeviceFormats.Of(device, status: null), FinishingOptions.AsIs).Plan is { } plan ? SupportOf(device, job, plan.To) : null;

    /// <summary>Whether a device takes no PDF by its setting, and gets it converted.</summary>
    public static bool ConvertsPdf(ReplicaDevice device) =>
        device.Accepts.Count > 0 && DeviceFormats.Of(device, status: null) is var formats && !formats.Takes(PrintFormats.MediaTypeOf(PrintFormat.Pdf)) && Ways[PrintFormat.Pdf].Any(formats.Formats.Contains);

    /// <summary>The pages, their colours and their sides are made here, whatever the device can be asked for. Of sides only PDF knows nothing.</summary>
    private static FinishingSupport SupportOf(ReplicaDevice device, HeldJob job, PrintFormat to)
    {
        var asked = FinishingSupport.Asked(device, job);
        return asked with
        {
            TwoSided = to == PrintFormat.Pdf ? asked.TwoSided : device.Duplex,
            Monochrome = device.Colour && job.Facts.Colour != ColourMode.Monochrome,
            Ranges = true,
        };
    }

    private static ConversionPlan PlanOf(HeldJob job, ReplicaDevice device, DeviceFormats formats, FinishingOptions wishes, (PrintFormat From, PrintFormat To) way, Sides sides)
    {
        var wanted = wishes with { Sides = sides };
        var finishing = SupportOf(device, job, way.To).Possible(wanted);
        var isColour = device.Colour && !finishing.Monochrome && job.Facts.Colour != ColourMode.Monochrome;
        var (wraps, draws) = (PdfWrapping.CanWrap(PrintFormats.ToPdl(way.From)), way.From is PrintFormat.Tiff or PrintFormat.Png);
        var isPdf = wraps && way.To == PrintFormat.Pdf && finishing.Ranges.IsDefaultOrEmpty && !finishing.Monochrome;
        var copies = OwnCopiesOf(job);
        var asked = FinishingSupport.Asked(device, job).Possible(wanted) with { Ranges = [] };
        return new ConversionPlan
        {
            From = way.From,
            To = way.To,
            Wraps = wraps,
            Draws = draws,
            Arguments = isPdf ? [] : GhostscriptArguments.Of(new RenderWish(way.To, formats, isColour, sides, copies, finishing.Ranges) { FitsPaper = draws }),
            Finishing = finishing,
            Asked = copies > 1 && !GhostscriptArguments.SaysCopies(way.To) ? asked with { Copies = Math.Min(copies, FinishingOptions.CopiesMax) } : asked,
        };
    }

    // The document's own, or of the PJL around it: lost on the way, so Ghostscript is told, who writes them into the result, or, where its format has no word for copies, the device is asked. What a PostScript program says
    // itself is the same number, and does not multiply.
    private static int OwnCopiesOf(HeldJob job) => AskedFinishing.Of(job.Ticket).Copies is null ? Math.Max(1, job.Facts.Copies) : 1;

    private static Sides SidesOf(HeldJob job, ReplicaDevice device, FinishingOptions wishes) => (device.Duplex, wishes.Sides) switch
    {
        (false, _) => Sides.Unspecified,
        (true, Sides.Unspecified) => job.Facts.Sides,
        _ => wishes.Sides,
    };

    private static bool TurnsBacks(PrintFormat way, DeviceFormats formats, Sides sides)
    {
        var back = way switch { PrintFormat.PwgRaster => formats.PwgSheetBack, PrintFormat.Urf => formats.UrfSheetBack, _ => "normal" };
        return back == "normal" || sides is not (Sides.TwoSidedLongEdge or Sides.TwoSidedShortEdge);
    }
}
