namespace Platen.Pdl.Wrapping;

/// <summary>
/// Puts a document that is nothing but pictures, or text, into a PDF around it: PWG raster (PWG 5102.4), Apple raster, JPEG and plain text, for printers and interpreters that know only PDF. One streaming pass with bounded memory; raster rows
/// and JPEG data are not changed, only packed otherwise.
/// </summary>
public static class PdfWrapping
{
    /// <summary>Whether a format can be wrapped.</summary>
    public static bool CanWrap(PdlFormat format) => format is PdlFormat.PwgRaster or PdlFormat.Urf or PdlFormat.Jpeg or PdlFormat.Text;

    /// <summary>Reads the document to its end and writes a PDF (1.4); returns its pages.</summary>
    /// <exception cref="FormatException">The document is damaged, cut off, or beyond the bounds of <see cref="WrapLimits"/>; what was written is no PDF.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The format cannot be wrapped.</exception>
    public static async Task<int> WriteAsync(PdlFormat format, Stream source, Stream target, WrapLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(limits);
        using var pdf = new PdfFile(target, limits);
        var bytes = new SourceBytes(source);
        return format switch
        {
            PdlFormat.PwgRaster or PdlFormat.Urf => await new RasterWrap(format, bytes, pdf, limits).RunAsync(cancellationToken),
            PdlFormat.Jpeg => await new JpegWrap(bytes, pdf, limits).RunAsync(cancellationToken),
            PdlFormat.Text => await new TextWrap(bytes, pdf, limits).RunAsync(cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Only rasters, JPEG and text are wrapped."),
        };
    }
}
