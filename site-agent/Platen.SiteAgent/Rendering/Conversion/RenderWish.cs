using System.Collections.Immutable;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>What Ghostscript is to make.</summary>
/// <param name="To">The format.</param>
/// <param name="Device">What the device's rasters must be like.</param>
/// <param name="IsColour">In colour.</param>
/// <param name="Sides">One- or two-sided; unspecified: as the document says.</param>
/// <param name="Copies">Copies that the document itself asks for.</param>
/// <param name="Ranges">Only these pages; empty: all.</param>
internal sealed record RenderWish(PrintFormat To, DeviceFormats Device, bool IsColour, Sides Sides, int Copies, ImmutableArray<PageRange> Ranges)
{
    /// <summary>Its pages are pictures of any size: each as large as it fits on A4, turned if it is wider than high.</summary>
    public bool FitsPaper { get; init; }
}
