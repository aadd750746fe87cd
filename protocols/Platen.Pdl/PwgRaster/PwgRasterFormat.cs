using System.Buffers.Binary;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.PwgRaster;

/// <summary>PWG Raster's headers (PWG 5102.4 section 4.3): the synchronization word, and 1796 big-endian bytes for each page.</summary>
internal sealed class PwgRasterFormat : IRasterFormat
{
    public PdlFormat Format => PdlFormat.PwgRaster;

    public int FileHeaderBytes => 4;

    public int PageHeaderBytes => 1796;

    public long ReadTotalPages(ReadOnlySpan<byte> fileHeader) => 0;

    public RasterPage ReadPage(ReadOnlySpan<byte> pageHeader)
    {
        var name = pageHeader.Slice(1732, 64);
        var end = name.IndexOf((byte)0);
        return new RasterPage(
            Rows: Word(pageHeader, 376),
            BytesPerRow: Word(pageHeader, 392),
            BytesPerPixel: (int)Math.Min(241, (Word(pageHeader, 388) + 7L) / 8),
            Colour: Word(pageHeader, 400) is 0 or 3 or 18 ? ColourMode.Monochrome : ColourMode.Colour,
            Sides: Word(pageHeader, 272) == 0 ? Sides.OneSided : Word(pageHeader, 368) == 0 ? Sides.TwoSidedLongEdge : Sides.TwoSidedShortEdge,
            Copies: (int)Math.Min(Word(pageHeader, 340), 1_000_000),
            Media: new MediaSize(Word(pageHeader, 352), Word(pageHeader, 356), ClaimText.Decode(end < 0 ? name : name[..end], 64)),
            TotalPages: Word(pageHeader, 452));
    }

    private static uint Word(ReadOnlySpan<byte> header, int offset) => BinaryPrimitives.ReadUInt32BigEndian(header[offset..]);
}
