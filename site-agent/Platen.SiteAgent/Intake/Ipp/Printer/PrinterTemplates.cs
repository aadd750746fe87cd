using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>What a queue knows of job template attributes: defaults and values (RFC 8011, 5.2; PWG 5100.14).</summary>
internal static class PrinterTemplates
{
    /// <summary>Most copies of one job.</summary>
    public const int CopiesMax = 9_999;

    private const string Group = "job-template";

    public static void AddTo(IppMessageBuilder answer, RequestedAttributes wanted, PrinterTraits traits, string? format)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        sheet.Integer("copies-default", 1);
        sheet.Range("copies-supported", 1, CopiesMax);
        sheet.Keyword("sides-default", "one-sided");
        sheet.Keyword("sides-supported", SidesOf(traits));
        sheet.Keyword("print-color-mode-default", "auto");
        sheet.Keyword("print-color-mode-supported", ColourModesOf(traits));
        sheet.Keyword("print-content-optimize-default", "auto");
        sheet.Keyword("print-content-optimize-supported", "auto");
        sheet.Keyword("print-rendering-intent-default", "auto");
        sheet.Keyword("print-rendering-intent-supported", "auto");
        sheet.Keyword("print-scaling-default", "auto");
        sheet.Keyword("print-scaling-supported", "auto", "fit", "none");
        sheet.Enum("print-quality-default", 4);
        sheet.Enum("print-quality-supported", 3, 4, 5);
        sheet.Values("printer-resolution-default", RasterAbilities.Dpi(600));
        sheet.Values("printer-resolution-supported", RasterAbilities.Dpi(300), RasterAbilities.Dpi(600));
        sheet.NoValue("orientation-requested-default");
        sheet.Enum("orientation-requested-supported", 3, 4, 5, 6);
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
        sheet.Boolean("page-ranges-supported", DocumentFormats.HasPageRanges(format));

        // the members of an override that name its pages; no attribute can be overridden for some pages only. IPP Everywhere's suite asks for the singular, PWG 5100.6 has the plural.
        sheet.Keyword("overrides-supported", "pages", "document-numbers", "document-number");
    }

    /// <summary>The values of <c>sides</c>.</summary>
    public static string[] SidesOf(PrinterTraits traits) => traits.Duplex ? ["one-sided", "two-sided-long-edge", "two-sided-short-edge"] : ["one-sided"];

    /// <summary>The values of <c>print-color-mode</c>.</summary>
    public static string[] ColourModesOf(PrinterTraits traits) => traits.Colour ? ["auto", "color", "monochrome"] : ["auto", "monochrome"];
}
