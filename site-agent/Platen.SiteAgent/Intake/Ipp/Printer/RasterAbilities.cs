using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>Which rasters a driverless client may send (PWG 5102.4; Apple's URF). They are kept as they come, so every kind of PWG 5102.4 that office devices know is taken.</summary>
internal static class RasterAbilities
{
    private const string Group = "printer-description";

    private static readonly int[] Resolutions = [150, 300, 600];
    private static readonly string[] Monochrome = ["black_1", "sgray_8"];
    private static readonly string[] Colour = ["black_1", "sgray_8", "srgb_8", "srgb_16", "cmyk_8"];

    public static void AddTo(IppMessageBuilder answer, RequestedAttributes wanted, PrinterTraits traits)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        sheet.Keyword("pwg-raster-document-type-supported", traits.Colour ? Colour : Monochrome);
        sheet.Keyword("pwg-raster-document-sheet-back", "normal");
        sheet.Add("pwg-raster-document-resolution-supported", name => answer.Add(name, [.. Resolutions.Select(Dpi)]));
        sheet.Keyword("urf-supported", UrfOf(traits));
        sheet.Keyword("pdf-versions-supported", "adobe-1.3", "adobe-1.4", "adobe-1.5", "adobe-1.6", "iso-32000-1_2008");
        sheet.Range("jpeg-k-octets-supported", 0, int.MaxValue);
        sheet.Range("pdf-k-octets-supported", 0, int.MaxValue);
    }

    /// <summary>URF's abilities, also told by DNS-SD.</summary>
    public static string[] UrfOf(PrinterTraits traits)
    {
        List<string> words = ["V1.4", "CP1", "W8"];
        if (traits.Colour)
        {
            words.Add("SRGB24");
        }

        words.Add("RS300-600");
        if (traits.Duplex)
        {
            words.Add("DM1");
        }

        return [.. words];
    }

    public static IppValue Dpi(int dots) => new IppResolutionValue(dots, dots, IppResolutionUnit.DotsPerInch);
}
