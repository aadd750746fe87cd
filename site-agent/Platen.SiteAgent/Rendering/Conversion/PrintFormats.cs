using System.Collections.Frozen;
using System.Collections.Immutable;
using Platen.Pdl;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>Printers' formats by their media types (RFC 8011, 5.4.22, and what printers call them) and by the words of a device's setting.</summary>
internal static class PrintFormats
{
    /// <summary>Nobody knows what it is, or: the printer looks by itself.</summary>
    public const string Any = "application/octet-stream";

    /// <summary>The names that printers give, the usual one of each format first.</summary>
    private static readonly ImmutableArray<(PrintFormat Format, string Word, string Name, string[] MediaTypes)> All =
    [
        (PrintFormat.PostScript, "postscript", "PostScript", ["application/postscript", "application/vnd.adobe-postscript", "application/ps"]),
        (PrintFormat.Pdf, "pdf", "PDF", ["application/pdf", "application/vnd.cups-pdf"]),
        (PrintFormat.Pcl5, "pcl5", "PCL 5", ["application/vnd.hp-PCL", "application/PCL", "application/x-pcl", "application/vnd.hp-PCL5"]),
        (PrintFormat.PclXl, "pclxl", "PCL XL", ["application/vnd.hp-PCLXL", "application/PCLXL", "application/x-pclxl", "application/PCL6"]),
        (PrintFormat.PwgRaster, "pwg-raster", "PWG raster", ["image/pwg-raster"]),
        (PrintFormat.Urf, "urf", "Apple raster", ["image/urf"]),
        (PrintFormat.Jpeg, "jpeg", "JPEG", ["image/jpeg", "image/jpg"]),
        (PrintFormat.Text, "text", "plain text", ["text/plain"]),
        (PrintFormat.Tiff, "tiff", "TIFF", ["image/tiff"]),
        (PrintFormat.Png, "png", "PNG", ["image/png"]),
    ];

    private static readonly FrozenDictionary<string, PrintFormat> ByName = All
        .SelectMany(row => row.MediaTypes.Append(row.Word).Select(name => (Name: name, row.Format))).ToFrozenDictionary(row => row.Name, row => row.Format, StringComparer.OrdinalIgnoreCase);

    /// <summary>The format of a media type or of a setting's word; parameters (<c>; charset=utf-8</c>) do not count.</summary>
    public static PrintFormat Of(string name)
    {
        var end = name.IndexOf(';', StringComparison.Ordinal);
        return ByName.GetValueOrDefault((end < 0 ? name : name[..end]).Trim());
    }

    public static string MediaTypeOf(PrintFormat format) => Row(format).MediaTypes[0];

    /// <summary>What people call it.</summary>
    public static string NameOf(PrintFormat format) => Row(format).Name;

    /// <summary>What people call a media type; of one that is not known the type itself.</summary>
    public static string NameOf(string mediaType) => Of(mediaType) is var format and not PrintFormat.Unspecified ? NameOf(format) : mediaType;

    public static PdlFormat ToPdl(PrintFormat format) => format switch
    {
        PrintFormat.PostScript => PdlFormat.PostScript,
        PrintFormat.Pdf => PdlFormat.Pdf,
        PrintFormat.Pcl5 => PdlFormat.Pcl5,
        PrintFormat.PclXl => PdlFormat.PclXl,
        PrintFormat.PwgRaster => PdlFormat.PwgRaster,
        PrintFormat.Urf => PdlFormat.Urf,
        PrintFormat.Jpeg => PdlFormat.Jpeg,
        PrintFormat.Text => PdlFormat.Text,
        PrintFormat.Tiff => PdlFormat.Tiff,
        PrintFormat.Png => PdlFormat.Png,
        _ => PdlFormat.Unknown,
    };

    private static (PrintFormat Format, string Word, string Name, string[] MediaTypes) Row(PrintFormat format) => All.First(row => row.Format == format);
}
