namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>The document formats that a queue takes. Documents are kept byte for byte, whatever they are; a name that nobody knows is refused, as RFC 8011 (4.2.1.1) wants it.</summary>
internal static class DocumentFormats
{
    /// <summary>The format of those who do not say: found out by the document's first bytes.</summary>
    public const string Unknown = "application/octet-stream";

    public static readonly string[] Supported =
    [
        Unknown, "application/pdf", "application/postscript", "application/vnd.hp-PCL", "application/vnd.hp-PCLXL", "image/pwg-raster", "image/urf", "image/jpeg", "image/tiff", "text/plain",
    ];

    // CUPS' own names for what its filters have made; other servers' queues send them
    private const string CupsPrefix = "application/vnd.cups-";

    public static bool IsSupported(string format) =>
        Supported.Contains(format, StringComparer.OrdinalIgnoreCase) || format.StartsWith(CupsPrefix, StringComparison.OrdinalIgnoreCase);

    private static readonly string[] PlainFormats = ["application/pdf", "image/jpeg", "image/tiff", "text/plain"];

    /// <summary>Whether devices find a range of pages in such a document; not in one that is sent page by page, nor in a program that draws pages. Null: not said.</summary>
    public static bool HasPageRanges(string? format) => format is null or Unknown || format.Equals("application/pdf", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether such documents say themselves how they are to be printed: rasters in their pages' heads, printer languages by commands. Null: not said.</summary>
    public static bool CarriesSettings(string? format) => format is null || !PlainFormats.Contains(format, StringComparer.OrdinalIgnoreCase);
}
