using System.Buffers.Binary;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.PwgRaster;

/// <summary>
/// PWG Raster's headers (PWG 5102.4 section 4.3), and those of CUPS raster, of which it is one: a synchronization word that tells version and byte order, then for each page 420 bytes
/// (version 1) or 1796 (2 and 3). Only version 2, PWG's, compresses its rows.
/// </summary>
internal sealed class CupsRasterFormat(PdlFormat format) : IRasterFormat
{
    private const int PlanarOrder = 2;
    private const int OldHeaderBytes = 420;
    private const int HeaderBytes = 1796;
    private bool isLittleEndian;
    private bool isCompressed;
    private bool isOld;

    public PdlFormat Format => format;

    public int FileHeaderBytes => 4;

    public int PageHeaderBytes => isOld ? OldHeaderBytes : HeaderBytes;

    public long ReadFileHeader(ReadOnlySpan<byte> fileHeader)
    {
        isLittleEndian = fileHeader[3] == (byte)'R';
        var version = isLittleEndian ? fileHeader[0] : fileHeader[3];
        isOld = version == (byte)'t';
        isCompressed = version == (byte)'2';
        return 0;
    }

    public RasterPage ReadPage(ReadOnlySpan<byte> pageHeader)
    {
        var isPlanar = Word(pageHeader, 396) == PlanarOrder;
        var isChunky = Word(pageHeader, 396) == 0;
        var bitsPerColour = Word(pageHeader, 384);
        var space = Word(pageHeader, 400);
        return new RasterPage(
            Rows: Word(pageHeader, 376) * (isPlanar && !isOld ? Math.Max(1L, Word(pageHeader, 420)) : 1L),
            BytesPerRow: Word(pageHeader, 392),
            BytesPerPixel: (int)Math.Min(241, ((isChunky ? Word(pageHeader, 388) : bitsPerColour) + 7L) / 8),
            IsCompressed: isCompressed,
            // W, K, sGray
            Colour: space is 0 or 3 or 18 ? ColourMode.Monochrome : ColourMode.Colour,
            // RGB, CMY, YMC, CMYK, YMCK, sRGB, AdobeRGB
            HasEqualGreys: isChunky && bitsPerColour == 8 && space is 1 or 4 or 5 or 6 or 7 or 19 or 20,
            Sides: Word(pageHeader, 272) == 0 ? Sides.OneSided : Word(pageHeader, 368) == 0 ? Sides.TwoSidedLongEdge : Sides.TwoSidedShortEdge,
            Copies: (int)Math.Min(Word(pageHeader, 340), 1_000_000),
            Media: new MediaSize(Word(pageHeader, 352), Word(pageHeader, 356), isOld ? null : NameOf(pageHeader)),
            // CUPS' own rasters keep other things in this field
            TotalPages: format == PdlFormat.PwgRaster ? Word(pageHeader, 452) : 0);
    }

    private static string? NameOf(ReadOnlySpan<byte> header)
    {
        var name = header.Slice(1732, 64);
        var end = name.IndexOf((byte)0);
        return ClaimText.Decode(end < 0 ? name : name[..end], 64);
    }

    private uint Word(ReadOnlySpan<byte> header, int offset) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(header[offset..]) : BinaryPrimitives.ReadUInt32BigEndian(header[offset..]);
}
