namespace Platen.Pdl.PwgRaster;

/// <summary>What differs between the raster formats: their headers.</summary>
internal interface IRasterFormat
{
    PdlFormat Format { get; }

    /// <summary>Bytes before the first page header.</summary>
    int FileHeaderBytes { get; }

    int PageHeaderBytes { get; }

    /// <summary>The page count of the file header; 0 when it does not say.</summary>
    long ReadTotalPages(ReadOnlySpan<byte> fileHeader);

    RasterPage ReadPage(ReadOnlySpan<byte> pageHeader);
}
