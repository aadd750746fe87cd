namespace Platen.Pdl.Tests.Corpus.Large;

/// <summary>Documents as CUPS' filters make them for a printer: raster by a printer's description, and from it PWG raster, URF, PCL, PDF and PostScript.</summary>
internal static class CupsFilters
{
    private const string Filters = "/usr/lib/cups/filter/";

    public static IEnumerable<Func<IReadOnlyList<CorpusFile>>> Jobs(string folder, IReadOnlyList<CorpusFile> pdfs)
    {
        Tool.Run("ppdc", "-d", folder, "/usr/share/cups/drv/sample.drv");
        var number = 0;
        return from pdf in pdfs
               from printer in (string[])["laserjet", "deskjet", "generic", "generpcl"]
               let name = Path.Combine(folder, $"cups-{++number}")
               select (Func<IReadOnlyList<CorpusFile>>)(() => Print(pdf, Path.Combine(folder, printer + ".ppd"), name, printer));
    }

    /// <summary>What CUPS does to PDFs, texts and pictures before it makes them ready for a printer.</summary>
    public static IEnumerable<Func<CorpusFile>> ToPdf(string folder, IReadOnlyList<CorpusFile> pdfs)
    {
        var number = 0;
        foreach (var pdf in pdfs)
        {
            foreach (var options in (string[])["", "number-up=2", "number-up=16", "page-ranges=1", "outputorder=reverse", "sides=two-sided-long-edge", "page-set=even fit-to-page", "landscape"])
            {
                yield return Pdf("CUPS pdftopdf", Path.Combine(folder, $"pdftopdf-{++number}.pdf"), "application/pdf", "pdftopdf", options, pdf.Path);
            }
        }

        for (var lines = 10; lines < 400; lines += 23)
        {
            var text = Path.Combine(folder, $"text-{lines}.txt");
            File.WriteAllText(text, string.Concat(Enumerable.Range(1, lines).Select(n => $"line {n} of a text that is printed as it is{(n % 50 == 0 ? "\f" : "")}\n")));
            yield return Pdf("CUPS texttopdf", Path.Combine(folder, $"text-{lines}.pdf"), "text/plain", "texttopdf", "", text);
        }
    }

    private static Func<CorpusFile> Pdf(string family, string target, string type, string filter, string options, string source) => () =>
    {
        Tool.RunInto(target, new Dictionary<string, string> { ["CONTENT_TYPE"] = type, ["CHARSET"] = "utf-8" }, Filters + filter, "1", "user", "title", "1", options, source);
        return new CorpusFile(family, target, PdlFormat.Pdf, DocumentCorpus.PdfinfoPages(target));
    };

    private static List<CorpusFile> Print(CorpusFile pdf, string description, string name, string printer)
    {
        var raster = name + ".ras";
        Run(raster, "gstoraster", pdf.Path, "application/pdf", "application/vnd.cups-raster");
        var files = new List<CorpusFile> { new("CUPS gstoraster", raster, PdlFormat.CupsRaster, pdf.Pages) };
        void Add(string filter, string extension, PdlFormat format, string output = "")
        {
            Run(name + extension, filter, raster, "application/vnd.cups-raster", output);
            files.Add(new CorpusFile($"CUPS {filter}", name + extension, format, pdf.Pages));
        }

        Add("rastertopwg", ".pwg", PdlFormat.PwgRaster, "image/pwg-raster");
        Add("rastertopdf", ".pdf", PdlFormat.Pdf, "application/pdf");
        Add("rastertops", ".ps", PdlFormat.PostScript);
        if (printer is "laserjet" or "deskjet")
        {
            Add("rastertohp", ".pcl", PdlFormat.Pcl5);
        }

        return files;

        void Run(string target, string filter, string source, string input, string output) => Tool.RunInto(
            target, new Dictionary<string, string> { ["PPD"] = description, ["CONTENT_TYPE"] = input, ["FINAL_CONTENT_TYPE"] = output }, Filters + filter, "1", "user", "title", "1", "Resolution=75dpi", source);
    }
}
