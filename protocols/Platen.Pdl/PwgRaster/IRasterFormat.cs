namespace Platen.Pdl.PwgRaster;

/// <summary>What differs between the raster formats: their headers.</summary>
internal interface IRasterFormat
{
    PdlFormat Format { get; }

    /// <summary>Bytes before the first page header.</summary>
    int FileHeaderBytes { get; }

    /// <summary>Bytes of a page header; known once the file header was read.</summary>
    int PageHeaderBytes { get; }

    /// <summary>Reads the file header; returns its page count, 0 when it does not say.</summary>
    long ReadFileHeader(ReadOnlySpan<byte> fileHeader);

    RasterPage ReadPage(ReadOnlySpan<byte> pageHeader);
}
