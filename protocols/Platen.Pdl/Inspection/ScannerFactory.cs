using Platen.Pdl.Images;
using Platen.Pdl.Pcl5;
using Platen.Pdl.PclXl;
using Platen.Pdl.Pdf;
using Platen.Pdl.PostScript;
using Platen.Pdl.PwgRaster;
using Platen.Pdl.Urf;

namespace Platen.Pdl.Inspection;

/// <summary>Chooses the scanner for a format.</summary>
internal static class ScannerFactory
{
    public static IDocumentScanner Open(PdlFormat format, PdlLimits limits) => format switch
    {
        PdlFormat.PostScript => new PostScriptScanner(limits),
        PdlFormat.Pdf => new PdfScanner(limits),
        PdlFormat.Pcl5 => new Pcl5Scanner(),
        PdlFormat.PclXl => new PclXlScanner(),
        PdlFormat.PwgRaster or PdlFormat.CupsRaster => new RasterScanner(new CupsRasterFormat(format)),
        PdlFormat.Urf => new RasterScanner(new UrfFormat()),
        PdlFormat.Jpeg => new JpegScanner(),
        PdlFormat.Png => new PngScanner(),
        PdlFormat.Tiff => new TiffScanner(),
        PdlFormat.Text => new Pcl5Scanner(format),
        PdlFormat.Unknown => new OpaqueScanner(format, "the format is not known"),
        _ => new OpaqueScanner(format, $"pages of {format} are not counted"),
    };
}
