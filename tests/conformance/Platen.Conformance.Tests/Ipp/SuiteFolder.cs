using System.Globalization;
using System.Text.RegularExpressions;
using Platen.Conformance.Tests.Running;

namespace Platen.Conformance.Tests.Ipp;

/// <summary>
/// ipptool's suites, with the documents that they print under the names that they use. Debian ships the suites without the documents; Ghostscript makes them here. Of the PWG rasters those of
/// the wanted resolutions are made; the tests of others are cut out of the suite, because ipptool ends at a document that it does not find, even when it would skip the test.
/// </summary>
internal sealed class SuiteFolder
{
    private const string Suites = "/usr/share/cups/ipptool";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly (string Name, int Pages, int Width, int Height)[] Documents =
        [("document-a4", 5, 595, 842), ("document-letter", 5, 612, 792), ("onepage-a4", 1, 595, 842), ("onepage-letter", 1, 612, 792), ("photo", 1, 288, 432)];

    /// <summary>Names of the suite, with cupsColorSpace and cupsBitsPerColor of Ghostscript's device.</summary>
    private static readonly (string Name, int Space, int Bits)[] Rasters = [("black-1", 3, 1), ("sgray-8", 18, 8), ("srgb-8", 19, 8), ("srgb-16", 19, 16), ("cmyk-8", 6, 8)];

    private static readonly TimeSpan MatchMax = TimeSpan.FromSeconds(10);

    // a test stands between braces of their own at the lines' beginning
    private static readonly Regex TestBlock = new(@"^\{\n.*?^\}\n", RegexOptions.Multiline | RegexOptions.Singleline, MatchMax);
    private static readonly Regex RasterFile = new(@"FILE\s+(?<file>pwg-raster-samples-(?<dpi>\d+)dpi/[^/\s]+/(?<document>\S+)-(black-1|sgray-8|srgb-8|srgb-16|cmyk-8)-\d+dpi\.pwg)", RegexOptions.ExplicitCapture, MatchMax);

    private readonly int[] _resolutions;

    private SuiteFolder(string path, int[] resolutions) => (Path, _resolutions) = (path, resolutions);

    public string Path { get; }

    public string Document => In("document-a4.pdf");

    public static async Task<SuiteFolder> MakeAsync(string path, params int[] resolutions)
    {
        Directory.CreateDirectory(path);
        var folder = new SuiteFolder(path, resolutions);
        foreach (var suite in Directory.EnumerateFiles(Suites, "*.test"))
        {
            await File.WriteAllTextAsync(folder.In(System.IO.Path.GetFileName(suite)), folder.Cut(await File.ReadAllTextAsync(suite)));
        }

        foreach (var (name, pages, width, height) in Documents)
        {
            await File.WriteAllTextAsync(folder.In(name + ".ps"), PostScript(name, pages, width, height));
            await folder.GhostscriptAsync("pdfwrite", 300, name + ".pdf", name + ".ps");
        }

        await folder.GhostscriptAsync("jpeg", 300, "color.jpg", "photo.ps");
        await folder.GhostscriptAsync("jpeggray", 300, "gray.jpg", "photo.ps");
        await folder.MakeRastersAsync();
        return folder;
    }

    private string Cut(string suite) =>
        TestBlock.Replace(suite, test => RasterFile.Match(test.Value) is { Success: true } raster && !_resolutions.Contains(DpiOf(raster)) ? "" : test.Value);

    private static int DpiOf(Match raster) => int.Parse(raster.Groups["dpi"].ValueSpan, CultureInfo.InvariantCulture);

    private async Task MakeRastersAsync()
    {
        File.Copy(In("photo.ps"), In("color.jpg-4x6.ps"));
        File.Copy(In("photo.ps"), In("gray.jpg-4x6.ps"));
        var wanted = RasterFile.Matches(await File.ReadAllTextAsync(In("ipp-everywhere.test"))).DistinctBy(match => match.Groups["file"].Value);
        await Parallel.ForEachAsync(wanted, async (raster, _) => await MakeRasterAsync(raster));
    }

    private async Task MakeRasterAsync(Match raster)
    {
        var file = raster.Groups["file"].Value;
        var (_, space, bits) = Rasters.Single(colour => file.Contains($"/{colour.Name}/", StringComparison.Ordinal));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(In(file))!);
        await GhostscriptAsync("pwgraster", DpiOf(raster), file, raster.Groups["document"].Value + ".ps", $"-dcupsColorSpace={space}", $"-dcupsBitsPerColor={bits}");
    }

    private async Task GhostscriptAsync(string device, int dpi, string output, string input, params string[] more)
    {
        string[] arguments = ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", $"-sDEVICE={device}", $"-r{dpi}", .. more, $"-sOutputFile={output}", input];
        var (code, text) = await Tool.RunAsync("gs", "ghostscript", Path, Patience, arguments);
        code.ShouldBe(0, text);
    }

    private static string PostScript(string name, int pages, int width, int height)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"%!PS-Adobe-3.0\n%%Pages: {pages}\n<</PageSize[{width} {height}]>>setpagedevice\n");
        for (var page = 1; page <= pages; page++)
        {
            text += string.Create(
                CultureInfo.InvariantCulture,
                $"%%Page: {page} {page}\n/Helvetica findfont 40 scalefont setfont 50 {height - 90} moveto ({name} {page}) show 0.1 0.3 0.8 setrgbcolor 50 60 {width - 100} 200 rectfill showpage\n");
        }

        return text + "%%EOF\n";
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
