using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Platen.Pdl.Tests.Corpus;

/// <summary>Documents made by Ghostscript, qpdf and CUPS-style writers, once for all tests, with the page counts that their makers' peers give.</summary>
public sealed partial class DocumentCorpus : IDisposable
{
    private readonly List<string> pdfs = [];
    private readonly List<string> postScripts = [];
    private readonly List<(string Name, PdlFormat Format, int Pages)> printerReady = [];

    public DocumentCorpus()
    {
        Folder = Directory.CreateTempSubdirectory("platen-pdl-").FullName;
        foreach (var pages in (int[])[1, 2, 7, 150])
        {
            MakeFamily(pages);
        }

        foreach (var pages in (int[])[1, 2, 7])
        {
            MakePrinterReady(pages);
        }
    }

    public string Folder { get; }

    public IReadOnlyList<string> Pdfs => pdfs;

    public IReadOnlyList<string> PostScripts => postScripts;

    /// <summary>The same document in printers' own languages, with the number of pages that were written.</summary>
    public IReadOnlyList<(string Name, PdlFormat Format, int Pages)> PrinterReady => printerReady;

    public IEnumerable<string> Everything => pdfs.Concat(postScripts).Concat(printerReady.Select(p => p.Name));

    /// <summary>Documents of few pages, for tests that go through them byte by byte.</summary>
    public IEnumerable<string> Small => Everything.Where(n => n.Contains("-2.", StringComparison.Ordinal));

    /// <summary>Documents of a format to start damaging from.</summary>
    public IEnumerable<string> SeedsOf(PdlFormat format) => format switch
    {
        PdlFormat.Pdf => pdfs,
        PdlFormat.PostScript => postScripts,
        PdlFormat.Jpeg => [Image("jpeg"), Image("jpeggray")],
        PdlFormat.Png => [Image("png16m"), Image("pnggray")],
        PdlFormat.Text => [Text()],
        _ => printerReady.Where(p => p.Format == format).Select(p => p.Name),
    };

    public string PathOf(string name) => Path.Combine(Folder, name);

    public byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public static int QpdfPages(string path) => int.Parse(Tool.Run("qpdf", "--show-npages", path).Trim(), CultureInfo.InvariantCulture);

    public static int QpdfPages(string path, string password) =>
        int.Parse(Tool.Run("qpdf", "--password=" + password, "--show-npages", path).Trim(), CultureInfo.InvariantCulture);

    public static int PdfinfoPages(string path) =>
        int.Parse(PagesLine().Match(Tool.Run("pdfinfo", path)).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>Pages that Ghostscript ejects while it interprets the file.</summary>
    public static int GhostscriptPages(string path) =>
        PageLine().Count(Tool.Run("gs", "-q", "-r10", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=inkcov", "-o", "-", path));

    /// <summary>A hand-made DSC document with one <c>showpage</c> a page.</summary>
    public static string PlainPostScript(int pages, string header = "", string setup = "")
    {
        var text = new StringBuilder($"%!PS-Adobe-3.0\n%%Pages: {pages}\n{header}%%EndComments\n%%BeginSetup\n{setup}%%EndSetup\n");
        for (var page = 1; page <= pages; page++)
        {
            text.Append(CultureInfo.InvariantCulture, $"%%Page: {page} {page}\n/Helvetica findfont 24 scalefont setfont 72 700 moveto (Page {page} of {pages}) show\n");
            text.Append(CultureInfo.InvariantCulture, $"0.{page % 9} 0.2 0.3 setrgbcolor 100 200 {page % 300 + 10} 50 rectfill showpage\n");
        }

        return text.Append("%%Trailer\n%%EOF\n").ToString();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The first page as a picture; the device names its kind.</summary>
    public string Image(string device)
    {
        var name = device + ".img";
        if (!File.Exists(PathOf(name)))
        {
            Tool.Run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", $"-sDEVICE={device}", "-r30", $"-sOutputFile={PathOf(name)}", PathOf("plain-1.ps"));
        }

        return name;
    }

    private string Text()
    {
        File.WriteAllText(PathOf("plain.txt"), string.Concat(Enumerable.Range(1, 300).Select(n => n % 40 == 0 ? "\f" : $"line {n}\r\n")));
        return "plain.txt";
    }

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline, 1000)]
    private static partial Regex PagesLine();

    [GeneratedRegex(@"CMYK OK$", RegexOptions.Multiline, 1000)]
    private static partial Regex PageLine();

    private void MakeFamily(int pages)
    {
        var source = Add(postScripts, $"plain-{pages}.ps");
        File.WriteAllText(source, PlainPostScript(pages));
        var old = Ghostscript("pdfwrite", source, $"pdf14-{pages}.pdf", "-dCompatibilityLevel=1.4");
        var modern = Ghostscript("pdfwrite", source, $"pdf17-{pages}.pdf", "-dCompatibilityLevel=1.7");
        Ghostscript("pdfwrite", source, $"pdf13-{pages}.pdf", "-dCompatibilityLevel=1.3");
        Ghostscript("ps2write", old, $"ps2write-{pages}.ps");
        Tool.Run("pdftops", old, Add(postScripts, $"pdftops-{pages}.ps"));
        Tool.Run("pdftocairo", "-ps", old, Add(postScripts, $"cairo-{pages}.ps"));
        Tool.RunInto(
            Add(postScripts, $"pstops-{pages}.ps"), new Dictionary<string, string> { ["CONTENT_TYPE"] = "application/postscript" }, "/usr/lib/cups/filter/pstops", "1", "user", "title", "1", "number-up=2", source);
        Qpdf(old, $"linear-{pages}.pdf", "--linearize");
        Qpdf(old, $"linear-objstm-{pages}.pdf", "--linearize", "--object-streams=generate");
        var packed = Qpdf(modern, $"objstm-{pages}.pdf", "--object-streams=generate");
        Qpdf(packed, $"unpacked-{pages}.pdf", "--object-streams=disable", "--stream-data=uncompress");
        Qpdf(old, $"qdf-{pages}.pdf", "--qdf");
        Qpdf(old, $"encrypted-{pages}.pdf", "--encrypt", "", "owner", "256", "--");
        Qpdf(old, $"rc4-{pages}.pdf", "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--");
        Qpdf(packed, $"encrypted-objstm-{pages}.pdf", "--object-streams=generate", "--encrypt", "", "owner", "256", "--");
    }

    private void MakePrinterReady(int pages)
    {
        foreach (var (device, format, resolution) in ((string, PdlFormat, int)[])
            [
                ("pxlmono", PdlFormat.PclXl, 75), ("pxlcolor", PdlFormat.PclXl, 75), ("pwgraster", PdlFormat.PwgRaster, 50), ("urf", PdlFormat.Urf, 50),
                ("ljet4", PdlFormat.Pcl5, 75), ("laserjet", PdlFormat.Pcl5, 75), ("cljet5", PdlFormat.Pcl5, 75), ("djet500", PdlFormat.Pcl5, 75),
                ("ljet4d", PdlFormat.Pcl5, 75), ("lj5mono", PdlFormat.PclXl, 75), ("lj5gray", PdlFormat.PclXl, 75), ("cups", PdlFormat.CupsRaster, 30), ("tiffg4", PdlFormat.Tiff, 30), ("tiff24nc", PdlFormat.Tiff, 30),
            ])
        {
            var name = $"{device}-{pages}.prn";
            Tool.Run(
                "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", $"-sDEVICE={device}", $"-r{resolution}", $"-sOutputFile={PathOf(name)}", PathOf($"plain-{pages}.ps"));
            printerReady.Add((name, format, pages));
        }
    }

    private string Ghostscript(string device, string source, string name, params string[] options)
    {
        var path = Add(device == "pdfwrite" ? pdfs : postScripts, name);
        Tool.Run("gs", ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", $"-sDEVICE={device}", $"-sOutputFile={path}", .. options, source]);
        return path;
    }

    private string Qpdf(string source, string name, params string[] options)
    {
        var path = Add(pdfs, name);
        Tool.Run("qpdf", [source, path, .. options]);
        return path;
    }

    private string Add(List<string> list, string name)
    {
        list.Add(name);
        return PathOf(name);
    }
}
