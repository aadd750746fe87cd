using System.Buffers.Binary;
using Platen.Pdl.PwgRaster;

namespace Platen.Pdl.Urf;

/// <summary>Apple Raster's headers: <c>UNIRAST</c> with the number of pages (0 when unknown), and 32 big-endian bytes for each page.</summary>
internal sealed class UrfFormat : IRasterFormat
{
    public PdlFormat Format => PdlFormat.Urf;

    public int FileHeaderBytes => 12;

    public int PageHeaderBytes => 32;

    public long ReadFileHeader(ReadOnlySpan<byte> fileHeader) => BinaryPrimitives.ReadUInt32BigEndian(fileHeader[8..]);

    public RasterPage ReadPage(ReadOnlySpan<byte> pageHeader)
    {
        int bitsPerPixel = pageHeader[0];
        long width = BinaryPrimitives.ReadUInt32BigEndian(pageHeader[12..]);
        long height = BinaryPrimitives.ReadUInt32BigEndian(pageHeader[16..]);
        var dotsPerPoint = BinaryPrimitives.ReadUInt32BigEndian(pageHeader[20..]) / 72.0;
        return new RasterPage(
            Rows: height,
            BytesPerRow: ((width * bitsPerPixel) + 7) / 8,
            BytesPerPixel: (bitsPerPixel + 7) / 8,
            IsCompressed: true,
            Colour: pageHeader[1] is 0 or 4 ? ColourMode.Monochrome : ColourMode.Colour,
            // sRGB 1, AdobeRGB 3, RGB 5, CMYK 6
            HasEqualGreys: pageHeader[1] is (1 or 3 or 5 or 6) && bitsPerPixel is (24 or 32),
            Sides: pageHeader[2] switch
            {
                1 => Sides.OneSided,
                2 => Sides.TwoSidedShortEdge,
                3 => Sides.TwoSidedLongEdge,
                _ => Sides.Unknown,
            },
            Copies: 0,
            Media: dotsPerPoint > 0 ? new MediaSize(Math.Round(width / dotsPerPoint, 2), Math.Round(height / dotsPerPoint, 2), null) : null,
            TotalPages: 0);
    }
}
