namespace Platen.Pdl.Wrapping;

/// <summary>The bounds of a wrapping. What lies beyond makes it fail, never takes more memory.</summary>
public sealed record WrapLimits
{
    /// <summary>The limits used in production.</summary>
    public static WrapLimits Default { get; } = new();

    /// <summary>Pages of one document.</summary>
    public int Pages { get; init; } = 50_000;

    /// <summary>Pixels of a side of a picture: A3 at 2,400 dpi is less.</summary>
    public int SidePixels { get; init; } = 60_000;

    /// <summary>Bytes of all raster rows before they are packed: the bound against documents that are nothing but repeats.</summary>
    public long RasterBytes { get; init; } = 256L * 1024 * 1024 * 1024;

    /// <summary>Bytes before a JPEG's frame header: colour profiles and pictures' notes.</summary>
    public int JpegHeaderBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes of a plain text.</summary>
    public int TextBytes { get; init; } = 16 * 1024 * 1024;
}
