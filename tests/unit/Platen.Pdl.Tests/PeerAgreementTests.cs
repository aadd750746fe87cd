using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests;

/// <summary>Counts must be those of qpdf, poppler and Ghostscript, on documents that other programs wrote.</summary>
[Collection(CorpusCollection.Name)]
public sealed class PeerAgreementTests(DocumentCorpus corpus)
{
    [Fact]
    public void EveryPdf_Streamed_CountsAsQpdfAndPopplerDo()
    {
        foreach (var name in corpus.Pdfs)
        {
            var report = Inspect.Whole(corpus.Bytes(name));
            report.Format.ShouldBe(PdlFormat.Pdf, name);
            if (name.StartsWith("encrypted-objstm", StringComparison.Ordinal))
            {
                report.Pages.Value.ShouldBeNull(name);
                report.Pages.Reason!.ShouldContain("encrypted", customMessage: name);
                continue;
            }

            report.Pages.Value.ShouldBe(DocumentCorpus.QpdfPages(corpus.PathOf(name)), name);
            report.Pages.Value.ShouldBe(DocumentCorpus.PdfinfoPages(corpus.PathOf(name)), name);
            report.Pages.Confidence.ShouldBe(Confidence.High, $"{name}: {report.Pages.Reason}");
            report.Pages.Evidence.ShouldBe(Evidence.Parsed, name);
            report.IsComplete.ShouldBeTrue(name);
        }
    }

    [Fact]
    public void EveryConformingPostScript_Streamed_CountsAsGhostscriptDoes()
    {
        foreach (var name in corpus.PostScripts)
        {
            var report = Inspect.Whole(corpus.Bytes(name));
            report.Format.ShouldBe(PdlFormat.PostScript, name);
            report.Pages.NeedsRender.ShouldBeFalse($"{name}: {report.Pages.Reason}");
            report.Pages.Value.ShouldBe(DocumentCorpus.GhostscriptPages(corpus.PathOf(name)), name);
            report.IsComplete.ShouldBeTrue(name);
        }
    }

    [Fact]
    public void PagesOfPs2Write_RepeatedForCollatedCopies_GoToTheRenderer()
    {
        // each page is an object; what Ghostscript draws of one that is defined again is not what the comments say
        var path = corpus.PathOf("collated.ps");
        Tool.RunInto(
            path, new Dictionary<string, string> { ["CONTENT_TYPE"] = "application/postscript" }, "/usr/lib/cups/filter/pstops",
            "1", "user", "title", "3", "Collate=true multiple-document-handling=separate-documents-collated-copies", corpus.PathOf("ps2write-7.ps"));
        var pages = Inspect.Whole(File.ReadAllBytes(path)).Pages;

        (pages.IsTrusted && pages.Value != DocumentCorpus.GhostscriptPages(path)).ShouldBeFalse(pages.ToString());
    }
}
