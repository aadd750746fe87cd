namespace Platen.Pdl.Tests.Corpus.Large;

/// <summary>PDFs of all versions, and each of them rewritten by qpdf in every way it knows. qpdf and poppler are the oracles.</summary>
internal static class PdfWriters
{
    private static readonly string[][] Rewrites =
    [
        ["--object-streams=generate"], ["--object-streams=disable"], ["--object-streams=generate", "--compress-streams=n"], ["--object-streams=generate", "--linearize"], ["--linearize"], ["--qdf"],
        ["--stream-data=uncompress"], ["--coalesce-contents"], ["--newline-before-endstream"], ["--remove-unreferenced-resources=yes", "--preserve-unreferenced"], ["--force-version=2.0", "--object-streams=generate"],
        ["--allow-weak-crypto", "--encrypt", "", "o", "40", "--"], ["--allow-weak-crypto", "--encrypt", "", "o", "128", "--use-aes=y", "--"], ["--encrypt", "", "o", "256", "--"],
        ["--object-streams=generate", "--encrypt", "", "o", "256", "--"], ["--allow-weak-crypto", "--object-streams=generate", "--linearize", "--encrypt", "", "o", "128", "--"],
        ["--encrypt", "", "o", "256", "--cleartext-metadata", "--"],
    ];

    public static IEnumerable<Func<CorpusFile>> FromPostScript(string folder, IReadOnlyList<CorpusFile> sources) =>
        from source in sources
        from version in (string[])["1.2", "1.3", "1.4", "1.5", "1.7", "2.0"]
        let target = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(source.Path)}-v{version}.pdf")
        select (Func<CorpusFile>)(() =>
        {
            Tool.Run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", $"-dCompatibilityLevel={version}", $"-sOutputFile={target}", source.Path);
            return new CorpusFile($"Ghostscript pdfwrite {version}", target, PdlFormat.Pdf, source.Pages);
        });

    public static IEnumerable<Func<CorpusFile>> Rewritten(string folder, IReadOnlyList<CorpusFile> pdfs)
    {
        var number = 0;
        return from pdf in pdfs
               from rewrite in Rewrites
               let target = Path.Combine(folder, $"qpdf-{++number}.pdf")
               select (Func<CorpusFile>)(() =>
               {
                   Tool.Run("qpdf", [pdf.Path, target, .. rewrite]);
                   return new CorpusFile($"qpdf {string.Join(' ', rewrite.Where(o => o.StartsWith("--", StringComparison.Ordinal) && o.Length > 2 && o != "--allow-weak-crypto"))}", target, PdlFormat.Pdf, DocumentCorpus.QpdfPages(target));
               });
    }

    /// <summary>Two documents in one, a page of it twice, and backwards.</summary>
    public static IEnumerable<Func<CorpusFile>> Merged(string folder, IReadOnlyList<CorpusFile> pdfs)
    {
        var number = 0;
        foreach (var (left, right) in pdfs.Zip(pdfs.Skip(1)))
        {
            var target = Path.Combine(folder, $"merged-{++number}.pdf");
            yield return () =>
            {
                Tool.Run("qpdf", "--empty", "--pages", left.Path, "1-z", right.Path, "z-1", left.Path, "1,1", "--", target);
                return new CorpusFile("qpdf --pages", target, PdlFormat.Pdf, left.Pages + right.Pages + 2);
            };
        }
    }
}
