using Platen.Protocols.Ipp;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>
/// What a queue knows of job template attributes: defaults and values (RFC 8011, 5.2; PWG 5100.14). A value is supported where it reaches the paper: the device of the queue can be asked for it, or the document carries
/// it. So a direct queue to a device that can be asked for nothing tells less than a pull queue, which leads to any device.
/// </summary>
internal static class PrinterTemplates
{
    /// <summary>Most copies of one job.</summary>
    public const int CopiesMax = FinishingOptions.CopiesMax;

    private const string Group = "job-template";

    public static void AddTo(IppMessageBuilder answer, RequestedAttributes wanted, PrinterTraits traits, string? format)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        sheet.Integer("copies-default", 1);
        sheet.Range("copies-supported", 1, CopiesMax);
        sheet.Keyword("sides-default", "one-sided");
        sheet.Keyword("sides-supported", SidesOf(traits, format));
        sheet.Keyword("print-color-mode-default", "auto");
        sheet.Keyword("print-color-mode-supported", ColourModesOf(traits, format));
        sheet.Keyword("print-content-optimize-default", "auto");
        sheet.Keyword("print-content-optimize-supported", "auto");
        sheet.Keyword("print-rendering-intent-default", "auto");
        sheet.Keyword("print-rendering-intent-supported", "auto");
        sheet.Keyword("print-scaling-default", "auto");
        sheet.Keyword("print-scaling-supported", ScalingsOf(traits));
        sheet.Enum("print-quality-default", 4);
        sheet.Enum("print-quality-supported", QualitiesOf(traits));
        sheet.Values("printer-resolution-default", RasterAbilities.Dpi(600));
        sheet.Values("printer-resolution-supported", [.. ResolutionsOf(traits, format).Select(RasterAbilities.Dpi)]);
        sheet.NoValue("orientation-requested-default");
        sheet.Enum("orientation-requested-supported", OrientationsOf(traits));
        sheet.Enum("finishings-default", 3);
        sheet.Enum("finishings-supported", 3);
        sheet.Keyword("output-bin-default", "face-down");
        sheet.Keyword("output-bin-supported", "face-down");
        sheet.Keyword("job-hold-until-default", "no-hold");
        sheet.Keyword("job-hold-until-supported", "no-hold", "indefinite");
        sheet.Keyword("job-sheets-default", "none");
        sheet.Keyword("job-sheets-supported", "none");
        sheet.Keyword("multiple-document-handling-default", "separate-documents-collated-copies");
        sheet.Keyword("multiple-document-handling-supported", "separate-documents-collated-copies");
        sheet.Boolean("page-ranges-supported", HasPageRanges(traits, format));

        // the members of an override that name its pages; no attribute can be overridden for some pages only. IPP Everywhere's suite asks for the singular, PWG 5100.6 has the plural.
        sheet.Keyword("overrides-supported", "pages", "document-numbers", "document-number");
    }

    /// <summary>The values of <c>sides</c>.</summary>
    public static string[] SidesOf(PrinterTraits traits, string? format) =>
        traits.Duplex && (traits.CanBeAsked || IsMade(traits, format) || DocumentFormats.CarriesSettings(format)) ? ["one-sided", "two-sided-long-edge", "two-sided-short-edge"] : ["one-sided"];

    /// <summary>The values of <c>print-color-mode</c>.</summary>
    public static string[] ColourModesOf(PrinterTraits traits, string? format) =>
        !traits.Colour ? ["auto", "monochrome"]
        : traits.CanBeAsked || IsMade(traits, format) || DocumentFormats.CarriesSettings(format) ? ["auto", "color", "monochrome"]
        : ["auto", "color"];

    /// <summary>The values of <c>print-quality</c>.</summary>
    public static int[] QualitiesOf(PrinterTraits traits) => traits.CanBeAsked ? [3, 4, 5] : [4];

    /// <summary>The values of <c>printer-resolution</c>, in dots per inch.</summary>
    public static int[] ResolutionsOf(PrinterTraits traits, string? format) => traits.CanBeAsked || DocumentFormats.CarriesSettings(format) ? [300, 600] : [600];

    /// <summary>The values of <c>orientation-requested</c>; PJL's reaches nothing but text.</summary>
    public static int[] OrientationsOf(PrinterTraits traits) => traits.Asking == JobAsking.Ipp ? [3, 4, 5, 6] : [3];

    /// <summary>The values of <c>print-scaling</c>.</summary>
    public static string[] ScalingsOf(PrinterTraits traits) => traits.Asking == JobAsking.Ipp ? ["auto", "fit", "none"] : ["auto"];

    /// <summary>Whether <c>page-ranges</c> can be given for a document of that format.</summary>
    public static bool HasPageRanges(PrinterTraits traits, string? format) => (traits.Asking == JobAsking.Ipp && DocumentFormats.HasPageRanges(format)) || IsMade(traits, format);

    // what the conversion of a PDF makes itself
    private static bool IsMade(PrinterTraits traits, string? format) => traits.Converts && DocumentFormats.HasPageRanges(format);
}
