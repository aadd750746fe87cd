namespace Platen.Pdl.Tests.Corpus.Large;

/// <summary>Every source through Ghostscript's devices, on several papers, one- and two-sided.</summary>
internal static class GhostscriptDevices
{
    private static readonly (string Device, PdlFormat Format, int Resolution, string[] Options)[] Devices =
    [
        ("ljet4", PdlFormat.Pcl5, 75, []), ("ljet4d", PdlFormat.Pcl5, 75, []), ("ljet4pjl", PdlFormat.Pcl5, 75, []), ("lj4dith", PdlFormat.Pcl5, 75, []), ("ljet3", PdlFormat.Pcl5, 75, []),
        ("ljet3d", PdlFormat.Pcl5, 75, []), ("ljet2p", PdlFormat.Pcl5, 75, []), ("ljetplus", PdlFormat.Pcl5, 75, []), ("laserjet", PdlFormat.Pcl5, 75, []), ("deskjet", PdlFormat.Pcl5, 75, []),
        ("djet500", PdlFormat.Pcl5, 75, []), ("cljet5", PdlFormat.Pcl5, 75, []), ("cljet5c", PdlFormat.Pcl5, 75, []), ("cljet5pr", PdlFormat.Pcl5, 75, []), ("pcl3", PdlFormat.Pcl5, 75, []),
        ("lj5mono", PdlFormat.PclXl, 75, []), ("lj5gray", PdlFormat.PclXl, 75, []), ("pxlmono", PdlFormat.PclXl, 75, []), ("pxlcolor", PdlFormat.PclXl, 75, []),
        ("pwgraster", PdlFormat.PwgRaster, 40, []), ("pwgraster", PdlFormat.PwgRaster, 40, ["-dcupsColorSpace=19", "-dcupsBitsPerColor=8", "-dcupsColorOrder=0"]),
        ("urf", PdlFormat.Urf, 40, []), ("urf", PdlFormat.Urf, 40, ["-dcupsColorSpace=19", "-dcupsBitsPerColor=8"]),
        ("cups", PdlFormat.CupsRaster, 40, []), ("cups", PdlFormat.CupsRaster, 40, ["-dcupsColorSpace=1", "-dcupsBitsPerColor=8"]),
        ("cups", PdlFormat.CupsRaster, 40, ["-dcupsColorSpace=6", "-dcupsBitsPerColor=8", "-dcupsColorOrder=2"]), ("cups", PdlFormat.CupsRaster, 40, ["-dcupsColorSpace=8", "-dcupsBitsPerColor=2", "-dcupsColorOrder=1"]),
        ("tiffg4", PdlFormat.Tiff, 40, []), ("tiff24nc", PdlFormat.Tiff, 40, []), ("tiffgray", PdlFormat.Tiff, 40, []), ("tifflzw", PdlFormat.Tiff, 40, []),
        ("pdfimage24", PdlFormat.Pdf, 40, []), ("pdfimage8", PdlFormat.Pdf, 40, []), ("pclm", PdlFormat.Pdf, 75, []),
    ];

    private static readonly string[][] Papers = [["-sPAPERSIZE=a4"], ["-sPAPERSIZE=letter", "-dFIXEDMEDIA"], ["-sPAPERSIZE=a5", "-dFIXEDMEDIA"], ["-sPAPERSIZE=legal", "-dDuplex=true", "-dTumble=true"]];

    public static IEnumerable<Func<CorpusFile>> Jobs(string folder, IReadOnlyList<CorpusFile> sources)
    {
        var number = 0;
        foreach (var (device, format, resolution, options) in Devices)
        {
            foreach (var (source, paper) in sources.SelectMany(s => Papers.Select(p => (s, p))))
            {
                var target = Path.Combine(folder, $"{device}-{++number}.prn");
                yield return () =>
                {
                    Tool.Run("gs", ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", $"-sDEVICE={device}", $"-r{resolution}", .. options, .. paper, $"-sOutputFile={target}", source.Path]);
                    return new CorpusFile($"Ghostscript {device}", target, format, source.Pages);
                };
            }
        }
    }
}
