using Platen.Pdl.Pdf;
using Platen.Pdl.PostScript;

namespace Platen.Pdl.Inspection;

/// <summary>Chooses the scanner for a format.</summary>
internal static class ScannerFactory
{
    public static IDocumentScanner Open(PdlFormat format, PdlLimits limits) => format switch
    {
        PdlFormat.PostScript => new PostScriptScanner(limits),
        PdlFormat.Pdf => new PdfScanner(limits),
        PdlFormat.Text => new OpaqueScanner(format, "plain text: its pages depend on the device's font and paper"),
        PdlFormat.Unknown => new OpaqueScanner(format, "the format is not known"),
        _ => new OpaqueScanner(format, $"pages of {format} are not counted"),
    };
}
