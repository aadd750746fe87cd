using Platen.Contracts.AgentLink.V1;
using Platen.Pdl;

namespace Platen.SiteAgent.Intake;

/// <summary>What the inspector found, in the words of the agent link. What a protocol asks for outside the document wins over what the document says.</summary>
internal static class ReportMapping
{
    private const int CopiesMax = 9_999;

    public static DocumentFacts ToFacts(PdlReport report, JobClaims claims) => new()
    {
        Format = MediaType(report.Format),
        Pages = ToPages(report.Pages),
        Colour = (ColourMode)report.Colour.Value,
        Sides = claims.Sides != Sides.Unspecified ? claims.Sides : (Sides)report.Sides.Value,
        Copies = Math.Clamp(claims.Copies ?? (report.Copies.IsKnown ? report.Copies.Value : 1), 1, CopiesMax),
    };

    /// <summary>A count that only an interpreter can tell, or that is a mere hint (a damaged document), is not passed on as if it were known.</summary>
    public static PageCount ToPages(Pdl.PageCount source)
    {
        var count = new PageCount { Evidence = (Contracts.AgentLink.V1.Evidence)source.Evidence, Reason = source.Reason ?? "" };
        if (source is { IsTrusted: true, Value: { } pages })
        {
            count.Pages = pages;
        }
        else
        {
            count.Evidence = Contracts.AgentLink.V1.Evidence.Unspecified;
        }

        return count;
    }

    /// <summary>IPP <c>document-format</c>; what is not known is <c>application/octet-stream</c>, and nothing is guessed.</summary>
    public static string MediaType(PdlFormat format) => format switch
    {
        PdlFormat.PostScript => "application/postscript",
        PdlFormat.Pdf => "application/pdf",
        PdlFormat.Pcl5 => "application/vnd.hp-PCL",
        PdlFormat.PclXl => "application/vnd.hp-PCLXL",
        PdlFormat.PwgRaster => "image/pwg-raster",
        PdlFormat.Urf => "image/urf",
        PdlFormat.CupsRaster => "application/vnd.cups-raster",
        PdlFormat.Jpeg => "image/jpeg",
        PdlFormat.Tiff => "image/tiff",
        PdlFormat.Png => "image/png",
        PdlFormat.Text => "text/plain",
        _ => "application/octet-stream",
    };
}
