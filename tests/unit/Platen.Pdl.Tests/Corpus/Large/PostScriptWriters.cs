using System.Globalization;

namespace Platen.Pdl.Tests.Corpus.Large;

/// <summary>PostScript as poppler, cairo, Ghostscript and CUPS write it; Ghostscript's interpreter is the oracle.</summary>
internal static class PostScriptWriters
{
    private static readonly string[][] PopplerOptions = [["-level1"], ["-level1sep"], ["-level2"], ["-level2sep"], ["-level3"], ["-level3", "-duplex"], ["-level2", "-paper", "A4"], ["-level3", "-noembt1"]];
    private static readonly string[] SpoolerOptions =
    [
        "", "number-up=2", "number-up=4 page-border=single", "outputorder=reverse", "page-ranges=1", "page-set=odd", "mirror", "Collate=true multiple-document-handling=separate-documents-collated-copies",
    ];

    public static IEnumerable<Func<CorpusFile>> FromPdf(string folder, IReadOnlyList<CorpusFile> pdfs)
    {
        var number = 0;
        foreach (var pdf in pdfs)
        {
            foreach (var options in PopplerOptions)
            {
                yield return Make($"poppler pdftops {options[0]}", Path.Combine(folder, $"pdftops-{++number}.ps"), target => Tool.Run("pdftops", [.. options, pdf.Path, target]));
            }

            yield return Make("cairo pdftocairo", Path.Combine(folder, $"cairo-{++number}.ps"), target => Tool.Run("pdftocairo", "-ps", pdf.Path, target));
            yield return Make("Ghostscript ps2write", Path.Combine(folder, $"ps2write-{++number}.ps"), target =>
                Tool.Run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=ps2write", $"-sOutputFile={target}", pdf.Path));
        }
    }

    public static IEnumerable<Func<CorpusFile>> ThroughCups(string folder, IReadOnlyList<CorpusFile> documents)
    {
        var environment = new Dictionary<string, string> { ["CONTENT_TYPE"] = "application/postscript" };
        var number = 0;
        return from document in documents
               from options in SpoolerOptions
               from copies in (string[])["1", "3"]
               let path = Path.Combine(folder, $"pstops-{++number}.ps")
               select (Func<CorpusFile>)(() =>
               {
                   Tool.RunInto(path, environment, "/usr/lib/cups/filter/pstops", "1", "user", "title", copies, options, document.Path);
                   // Ghostscript draws each copy that the printer is told to make; where the filter repeats the pages itself they are pages
                   var drawn = File.ReadAllText(path).Contains($"numcopies({copies})", StringComparison.Ordinal) ? int.Parse(copies, CultureInfo.InvariantCulture) : 1;
                   return new CorpusFile("CUPS pstops", path, PdlFormat.PostScript, DocumentCorpus.GhostscriptPages(path) / drawn);
               });
    }

    private static Func<CorpusFile> Make(string family, string target, Action<string> run) => () =>
    {
        run(target);
        return new CorpusFile(family, target, PdlFormat.PostScript, DocumentCorpus.GhostscriptPages(target));
    };
}
