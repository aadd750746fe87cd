using System.IO.Compression;
using Platen.Pdl.PwgRaster;
using Platen.Pdl.Urf;

namespace Platen.Pdl.Wrapping;

/// <summary>Raster pages, each as a picture that fills a page: rows are unpacked (PWG 5102.4, 4.4) and packed again by deflate, one after the other.</summary>
internal sealed class RasterWrap(PdlFormat format, SourceBytes source, PdfFile pdf, WrapLimits limits)
{
    private const int FillRest = 128;
    private const int PixelsMax = 128;

    private readonly IRasterFormat _format = format == PdlFormat.Urf ? new UrfFormat() : new CupsRasterFormat(PdlFormat.PwgRaster);
    private long _bytes;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await NeedAsync(_format.FileHeaderBytes, cancellationToken);
        _format.ReadFileHeader(source.Window);
        source.Advance(_format.FileHeaderBytes);
        pdf.Begin();
        while (await source.FillAsync(_format.PageHeaderBytes, cancellationToken))
        {
            var picture = RasterPicture.Read(format, source.Window, _format.ReadPage(source.Window), limits);
            source.Advance(_format.PageHeaderBytes);
            await WritePageAsync(picture, cancellationToken);
        }

        // a few bytes behind the last page are padding
        return pdf.Pages > 0 && source.Window.IndexOfAnyExcept("\0\r\n"u8) < 0
            ? await pdf.CompleteAsync(cancellationToken)
            : throw new FormatException("the raster data is damaged or cut off");
    }

    private async Task WritePageAsync(RasterPicture picture, CancellationToken cancellationToken)
    {
        var decode = picture.IsInverted ? " /Decode [1 0]" : "";
        var image = pdf.BeginStream(PdfFile.Text(
            $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /ColorSpace {picture.ColourSpace} /BitsPerComponent {picture.BitsPerColour}{decode} /Filter /FlateDecode"));
        await using (var deflate = new ZLibStream(pdf.Block, CompressionLevel.Fastest, leaveOpen: true))
        {
            await WriteRowsAsync(picture, deflate, cancellationToken);
        }

        pdf.EndStream();
        pdf.AddPage(
            picture.WidthPoints, picture.HeightPoints, PdfFile.Text($"/XObject << /I {image} 0 R >>"),
            PdfFile.Text($"q {picture.WidthPoints:0.###} 0 0 {picture.HeightPoints:0.###} 0 0 cm /I Do Q"));
        await pdf.FlushAsync(cancellationToken);
    }

    private async Task WriteRowsAsync(RasterPicture picture, ZLibStream rows, CancellationToken cancellationToken)
    {
        var row = new byte[picture.BytesPerRow];
        for (var left = picture.Height; left > 0;)
        {
            await NeedAsync(1, cancellationToken);
            var repeat = source.Window[0] + 1;
            source.Advance(1);
            for (var filled = 0; filled < row.Length;)
            {
                await NeedAsync(1, cancellationToken);
                await source.FillAsync(1 + (PixelsMax * picture.BytesPerPixel), cancellationToken);
                filled += Unpack(picture, row.AsSpan(filled));
            }

            left -= repeat;
            _bytes += (long)repeat * row.Length;
            if (left < 0 || _bytes > limits.RasterBytes)
            {
                throw new FormatException(left < 0 ? "the raster data is damaged" : "the raster has too many pixels");
            }

            for (; repeat > 0; repeat--)
            {
                rows.Write(row);
                await pdf.FlushAsync(cancellationToken);
            }
        }
    }

    // one code and its pixels
    private int Unpack(RasterPicture picture, Span<byte> row)
    {
        var window = source.Window;
        var pixel = picture.BytesPerPixel;
        int code = window[0];
        if (code == FillRest)
        {
            row.Fill(picture.White);
            source.Advance(1);
            return row.Length;
        }

        var (data, bytes) = code > FillRest ? ((257 - code) * pixel, (257 - code) * pixel) : (pixel, (code + 1) * pixel);
        if (window.Length < 1 + data || bytes > row.Length)
        {
            throw new FormatException("the raster data is damaged or cut off");
        }

        var pixels = window.Slice(1, data);
        for (var at = 0; at < bytes; at += data)
        {
            pixels.CopyTo(row[at..]);
        }

        source.Advance(1 + data);
        return bytes;
    }

    private async ValueTask NeedAsync(int count, CancellationToken cancellationToken)
    {
        if (!await source.FillAsync(count, cancellationToken))
        {
            throw new FormatException("the raster data is cut off");
        }
    }
}
