using System.Buffers.Binary;
using Platen.Pdl.PwgRaster;

namespace Platen.Pdl.Wrapping;

/// <summary>What a raster page's header says about its pixels, as far as PDF has words for it.</summary>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="BytesPerRow">Bytes of a row.</param>
/// <param name="BytesPerPixel">The unit of repeats.</param>
/// <param name="BitsPerColour">1, 8 or 16.</param>
/// <param name="ColourSpace">PDF's name.</param>
/// <param name="IsInverted">A bit or byte that is set is ink.</param>
/// <param name="WidthPoints">The page's width in points.</param>
/// <param name="HeightPoints">The page's height in points.</param>
internal sealed record RasterPicture(int Width, int Height, int BytesPerRow, int BytesPerPixel, int BitsPerColour, string ColourSpace, bool IsInverted, double WidthPoints, double HeightPoints)
{
    private const double PointsPerInch = 72;
    private const uint ResolutionMax = 4800;
    private const double SidePointsMax = 14_400;

    /// <summary>White, for a row's rest that is not said.</summary>
    public byte White => IsInverted || ColourSpace == "/DeviceCMYK" ? (byte)0 : (byte)0xFF;

    /// <summary>Reads a page header.</summary>
    /// <exception cref="FormatException">It is damaged, or of a kind that is not wrapped.</exception>
    public static RasterPicture Read(PdlFormat format, ReadOnlySpan<byte> header, in RasterPage page, WrapLimits limits)
    {
        var (width, bits, pixelBits, space, x, y) = format == PdlFormat.Urf
            ? (Word(header, 12), header[0] == 1 ? 1u : 8u, header[0], (uint)header[1] + 1000, Word(header, 20), Word(header, 20))
            : (Word(header, 372), Word(header, 384), Word(header, 388), Word(header, 400), Word(header, 276), Word(header, 280));
        var (name, colours, isInverted) = SpaceOf(space);
        if (!page.IsPlausible || width == 0 || width > limits.SidePixels || page.Rows > limits.SidePixels || bits is not (1 or 8 or 16) || pixelBits != bits * colours
            || page.BytesPerRow != ((width * (long)pixelBits) + 7) / 8 || x is 0 or > ResolutionMax || y is 0 or > ResolutionMax)
        {
            throw new FormatException("the raster has pages that are damaged, or of a kind that cannot be converted");
        }

        var (widthPoints, heightPoints) = (width * PointsPerInch / x, page.Rows * PointsPerInch / y);
        return widthPoints <= SidePointsMax && heightPoints <= SidePointsMax
            ? new RasterPicture((int)width, (int)page.Rows, (int)page.BytesPerRow, page.BytesPerPixel, (int)bits, name, isInverted, widthPoints, heightPoints)
            : throw new FormatException("the raster has pages that are larger than 5 m");
    }

    // PWG 5102.4, table 3, and Apple's: W, RGB, K, CMYK, sGray, sRGB, AdobeRGB; W, sRGB, AdobeRGB, gray, RGB, CMYK
    private static (string Name, uint Colours, bool IsInverted) SpaceOf(uint space) => space switch
    {
        0 or 18 or 1000 or 1004 => ("/DeviceGray", 1, false),
        3 => ("/DeviceGray", 1, true),
        1 or 19 or 20 or 1001 or 1003 or 1005 => ("/DeviceRGB", 3, false),
        6 or 1006 => ("/DeviceCMYK", 4, false),
        _ => throw new FormatException("the raster has a colour space that cannot be converted"),
    };

    private static uint Word(ReadOnlySpan<byte> header, int offset) => BinaryPrimitives.ReadUInt32BigEndian(header[offset..]);
}
