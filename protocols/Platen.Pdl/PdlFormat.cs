namespace Platen.Pdl;

/// <summary>The page description languages and document formats that are told apart. Values are persisted: they only ever grow.</summary>
public enum PdlFormat
{
    /// <summary>No known signature; pages of such a document are never counted.</summary>
    Unknown = 0,

    /// <summary>PostScript, with or without document structuring comments.</summary>
    PostScript = 1,

    /// <summary>Portable Document Format (ISO 32000).</summary>
    Pdf = 2,

    /// <summary>HP PCL 5 (5e, 5c), and PCL 3 as ink-jet printers speak it.</summary>
    Pcl5 = 3,

    /// <summary>HP PCL XL (PCL 6).</summary>
    PclXl = 4,

    /// <summary>PWG Raster (PWG 5102.4).</summary>
    PwgRaster = 5,

    /// <summary>Apple Raster (<c>image/urf</c>), the raster format of AirPrint.</summary>
    Urf = 6,

    /// <summary>CUPS raster, versions 1 to 3 other than PWG.</summary>
    CupsRaster = 7,

    /// <summary>A JPEG image: one page.</summary>
    Jpeg = 8,

    /// <summary>A TIFF file: one page for each image file directory.</summary>
    Tiff = 9,

    /// <summary>A PNG image: one page.</summary>
    Png = 10,

    /// <summary>Plain text; its pages depend on the printer's font and paper.</summary>
    Text = 11,

    /// <summary>Several documents of different formats in one job.</summary>
    Mixed = 12,
}
