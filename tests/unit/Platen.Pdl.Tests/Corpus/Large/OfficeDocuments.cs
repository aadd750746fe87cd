using System.Text;

namespace Platen.Pdl.Tests.Corpus.Large;

/// <summary>Letters and tables as an office program exports them; pages by their page breaks, and poppler is the oracle.</summary>
internal static class OfficeDocuments
{
    private const int Documents = 16;

    // old and new versions, for archives, tagged, encrypted, without object streams
    private static readonly (string Name, string Filter)[] Exports =
    [
        ("plain", "pdf:writer_web_pdf_Export"),
        ("tagged", "pdf:writer_web_pdf_Export:{\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"}}"),
        ("archive", "pdf:writer_web_pdf_Export:{\"SelectPdfVersion\":{\"type\":\"long\",\"value\":\"1\"}}"),
        ("1.7", "pdf:writer_web_pdf_Export:{\"SelectPdfVersion\":{\"type\":\"long\",\"value\":\"17\"}}"),
    ];

    public static IEnumerable<Func<IReadOnlyList<CorpusFile>>> Jobs(string folder)
    {
        var sources = Enumerable.Range(1, Documents).Select(n => Write(folder, n)).ToArray();
        return Exports.Select(export => (Func<IReadOnlyList<CorpusFile>>)(() => Convert(folder, sources, export.Name, export.Filter)));
    }

    private static IReadOnlyList<CorpusFile> Convert(string folder, string[] sources, string name, string filter)
    {
        var target = Path.Combine(folder, "office-" + name);
        Tool.Run("soffice", [$"-env:UserInstallation=file://{target}-profile", "--headless", "--convert-to", filter, "--outdir", target, .. sources]);
        return [.. Directory.GetFiles(target, "*.pdf").Select(path => new CorpusFile($"LibreOffice PDF ({name})", path, PdlFormat.Pdf, DocumentCorpus.PdfinfoPages(path)))];
    }

    private static string Write(string folder, int number)
    {
        var path = Path.Combine(folder, $"letter-{number}.html");
        var text = new StringBuilder($"<html><head><title>Letter {number}</title></head><body>");
        for (var page = 1; page <= number; page++)
        {
            text.Append($"<p{(page > 1 ? " style='page-break-before: always'" : "")}>Page {page}: <b style='color: #a0{page:X2}10'>some</b> text</p><table border=1><tr><td>{page}</td><td>äöü €</td></tr></table>");
        }

        File.WriteAllText(path, text.Append("</body></html>").ToString(), Encoding.UTF8);
        return path;
    }
}
