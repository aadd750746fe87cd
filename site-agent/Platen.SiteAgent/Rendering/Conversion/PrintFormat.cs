namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>A format that printers take.</summary>
internal enum PrintFormat
{
    /// <summary>None of these.</summary>
    Unspecified = 0,
    PostScript = 1,
    Pdf = 2,
    Pcl5 = 3,
    PclXl = 4,
    PwgRaster = 5,
    Urf = 6,
    Jpeg = 7,
    Text = 8,
    Tiff = 9,
    Png = 10,
}
