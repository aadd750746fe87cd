using System.Text;
using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests;

/// <summary>Structuring comments: read when they hold, doubted when the operators say otherwise.</summary>
public sealed class PostScriptTests
{
    [Fact]
    public void Dsc_Conforming_TellsPagesAndSettings()
    {
        var report = Inspect.Whole(DocumentCorpus.PlainPostScript(
            3,
            "%%Title: (Quarter \\(Q3\\) r\\351sum\\351)\n%%For: alice\n%%Creator: Writer\n%%DocumentProcessColors: Black\n%%DocumentMedia: A4 595 842 80 white ()\n",
            "<</Duplex true /Tumble true /NumCopies 4>> setpagedevice\n"));

        report.Pages.ShouldBe(new PageCount(3, Evidence.Parsed, Confidence.High));
        report.Title.ShouldBe("Quarter (Q3) résumé");
        report.UserClaim.ShouldBe("alice");
        report.Creator.ShouldBe("Writer");
        report.Colour.Value.ShouldBe(ColourMode.Monochrome);
        report.Sides.Value.ShouldBe(Sides.TwoSidedShortEdge);
        report.Copies.Value.ShouldBe(4);
        report.Media.Value.ShouldBe(new MediaSize(595, 842, "A4"));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Dsc_AnyLineEnd_CountsTheSame(string lineEnd) =>
        Inspect.Whole(DocumentCorpus.PlainPostScript(5).Replace("\n", lineEnd)).Pages.Value.ShouldBe(5);

    [Fact]
    public void Dsc_CountAtEnd_IsReadFromTheTrailer() =>
        Inspect.Whole(DocumentCorpus.PlainPostScript(5).Replace("%%Pages: 5", "%%Pages: (atend)").Replace("%%Trailer", "%%Trailer\n%%Pages: 5"))
            .Pages.ShouldBe(new PageCount(5, Evidence.Parsed, Confidence.High));

    // each of these is a lie that a reader of comments alone believes (the mutant "return %%Pages" goes red)
    [Theory]
    [InlineData("%%Pages: 3", "%%Pages: 1", "a smaller %%Pages")]
    [InlineData("%%Pages: 3", "", "no %%Pages")]
    [InlineData("%%Page: 2 2\n", "", "a page without its comment")]
    [InlineData("showpage\n%%Trailer", "showpage showpage showpage\n%%Trailer", "many pages in one")]
    [InlineData("showpage\n%%Trailer", "100 {showpage} repeat\n%%Trailer", "pages in a loop")]
    [InlineData("showpage\n%%Trailer", "copypage copypage showpage\n%%Trailer", "copypage")]
    [InlineData("%%EndSetup", "showpage\n%%EndSetup", "a page in the set-up")]
    [InlineData("%%Trailer", "%%Trailer\nshowpage", "a page in the trailer")]
    [InlineData("%%Trailer", "%%BeginDocument: x\nshowpage showpage\n%%EndDocument\n%%Trailer", "pages in an included document")]
    [InlineData("%%Trailer", "%%BeginData: 5 Binary Bytes\nshowpage showpage\n%%EndData\n%%Trailer", "pages behind wrongly measured data")]
    [InlineData("%%Trailer", "%%BeginData: 50000 Binary Bytes\nshowpage showpage\n%%EndData\n%%Trailer", "data that never ends")]
    [InlineData("%!PS-Adobe-3.0", "%!", "no promise to conform")]
    [InlineData("showpage", "eject", "nothing ejects the pages")]
    [InlineData("%%EndSetup", "/showpage {gsave} def\n%%EndSetup", "showpage does something else")]
    [InlineData("%%EndSetup", "/showpage {systemdict /showpage get dup exec exec} bind def\n%%EndSetup", "showpage ejects two pages")]
    [InlineData("%%EndSetup", "/showpage /copypage load def\n%%EndSetup", "showpage is another operator")]
    [InlineData("%%EndSetup", "/showpage {} def\n%%EndSetup", "showpage does nothing")]
    [InlineData("%%EndSetup", "/e {showpage} bind def\n%%EndSetup\n%%Page: 1 1\ne e e e\n", "more pages by a name of its own")]
    [InlineData("showpage\n%%Trailer", "(showpage) cvx 500 {dup exec} repeat pop showpage\n%%Trailer", "a string that is executed")]
    [InlineData("showpage\n%%Trailer", "/showpage load 500 {dup exec} repeat showpage\n%%Trailer", "the operator itself, executed")]
    [InlineData("%%Trailer", "(\n%%Page: 4 4\n) pop\n%%Trailer", "a page comment in a string")]
    public void Dsc_Lie_GoesToTheRenderer(string honest, string lie, string what)
    {
        var report = Inspect.Whole(DocumentCorpus.PlainPostScript(3).Replace(honest, lie));

        report.Pages.NeedsRender.ShouldBeTrue(what);
        report.Pages.IsTrusted.ShouldBeFalse(what);
        report.Pages.Reason.ShouldNotBeNullOrEmpty(what);
    }

    [Theory]
    [InlineData("/eop {SI restore showpage} bind def\n", "eop")]
    [InlineData("/eject /showpage load def\n", "eject")]
    [InlineData("userdict/Shown/showpage load put userdict/showpage{}put\n", "showpage showpage Shown")]
    [InlineData("/a {2 {pop} repeat {showpage} if} def /b {1 true a} bind def\n", "b")]
    public void PageEndedByANameOfTheProlog_IsCounted(string prolog, string end)
    {
        // the mutant "believe the comments where the pages hold no showpage" misses the second document's lie
        var honest = DocumentCorpus.PlainPostScript(3).Replace("showpage\n", end + "\n").Replace("%%EndComments\n", "%%EndComments\n%%BeginProlog\n" + prolog + "%%EndProlog\n");
        var lie = honest.Replace(end + "\n%%Trailer", end + "\n" + end + "\n%%Trailer");

        Inspect.Whole(honest).Pages.ShouldBe(new PageCount(3, Evidence.Parsed, Confidence.Medium));
        Inspect.Whole(lie).Pages.NeedsRender.ShouldBeTrue();
    }

    [Fact]
    public void FiveHundredPages_DeclaredAsOne_GoToTheRenderer()
    {
        var pages = string.Concat(Enumerable.Repeat("72 72 moveto 9 0 rlineto stroke e\n", 500));
        var report = Inspect.Whole("%!PS-Adobe-3.0\n%%Pages: 1\n%%EndComments\n/e { showpage } bind def\n%%EndProlog\n%%Page: 1 1\n" + pages + "%%EOF\n");

        report.Pages.NeedsRender.ShouldBeTrue();
        report.Pages.IsTrusted.ShouldBeFalse();
    }

    [Fact]
    public void IncludedDocument_WithCommentsOfItsOwn_IsNotCounted()
    {
        const string Included = "/showpage {} def\n%%BeginDocument: figure.eps\n%!PS-Adobe-3.0 EPSF-3.0\n%%Pages: 9\n%%Title: other\n%%Page: 1 1\nshowpage\n%%EOF\n%%EndDocument\n";
        var report = Inspect.Whole(DocumentCorpus.PlainPostScript(2).Replace("%%Page: 2 2\n", "%%Page: 2 2\n" + Included));

        report.Pages.ShouldBe(new PageCount(2, Evidence.Parsed, Confidence.High));
        report.Title.ShouldBeNull();
    }

    [Fact]
    public void BinaryData_HoldingComments_IsPassedOver()
    {
        var data = "\n%%Page: 7 7\nshowpage \u001b%-12345X\n%%EOF\n{{{((";
        var report = Inspect.Whole(DocumentCorpus.PlainPostScript(2).Replace(
            "%%Page: 2 2\n", $"%%Page: 2 2\n%%BeginData: {data.Length} Binary Bytes\n{data}\n%%EndData\n%%BeginBinary: {data.Length}\n{data}\n%%EndBinary\n"));

        report.Pages.ShouldBe(new PageCount(2, Evidence.Parsed, Confidence.High));
    }

    [Fact]
    public void DataInLines_HoldingComments_IsPassedOver() =>
        Inspect.Whole(DocumentCorpus.PlainPostScript(2).Replace("%%Trailer", "%%BeginData: 2 ASCII Lines\n%%Page: 8 8\nshowpage\n%%EndData\n%%Trailer"))
            .Pages.Value.ShouldBe(2);

    [Theory]
    [InlineData("%%BeginFeature: *Duplex DuplexNoTumble\n", Sides.TwoSidedLongEdge)]
    [InlineData("<</Duplex false>> setpagedevice\n", Sides.OneSided)]
    [InlineData("/d {<</Duplex true>> setpagedevice} def\n", Sides.Unknown)]
    public void Sides_AskedInSetup_AreRead(string setup, Sides expected) =>
        Inspect.Whole(DocumentCorpus.PlainPostScript(1, setup: setup)).Sides.Value.ShouldBe(expected);

    [Theory]
    [InlineData("/#copies 3 def\n", 3)]
    [InlineData("%%BeginNonPPDFeature: NumCopies 7\n1 pop\n%%EndNonPPDFeature\n", 7)]
    public void Copies_AskedInSetup_AreRead(string setup, int expected) =>
        Inspect.Whole(DocumentCorpus.PlainPostScript(1, setup: setup)).Copies.Value.ShouldBe(expected);

    [Fact]
    public void TwoDocuments_OneBehindTheOther_AreAdded()
    {
        var report = Inspect.Whole(DocumentCorpus.PlainPostScript(2) + "\u0004" + DocumentCorpus.PlainPostScript(3));

        report.Documents.ShouldBe(2);
        report.Pages.Value.ShouldBe(5);
    }

    [Fact]
    public void PjlWrapper_AroundPostScript_IsRead()
    {
        var job = "\u001b%-12345X@PJL\r\n@PJL JOB NAME=\"Payroll, May\"\r\n@PJL SET USERNAME=\"bob\"\r\n@PJL SET COPIES=2\r\n@PJL SET DUPLEX=ON\r\n@PJL SET BINDING=LONGEDGE\r\n"
            + "@PJL SET RENDERMODE=GRAYSCALE\r\n@PJL ENTER LANGUAGE = POSTSCRIPT\r\n" + DocumentCorpus.PlainPostScript(4) + "\u0004\u001b%-12345X@PJL EOJ\r\n\u001b%-12345X";
        var report = Inspect.Whole(job);

        report.Format.ShouldBe(PdlFormat.PostScript);
        report.Documents.ShouldBe(1);
        report.Pages.ShouldBe(new PageCount(4, Evidence.Parsed, Confidence.High));
        report.Title.ShouldBe("Payroll, May");
        report.UserClaim.ShouldBe("bob");
        report.Copies.Value.ShouldBe(2);
        report.Sides.Value.ShouldBe(Sides.TwoSidedLongEdge);
        report.Colour.Value.ShouldBe(ColourMode.Monochrome);
        report.Pjl!.Language.ShouldBe("POSTSCRIPT");
    }

    [Fact]
    public void InlineImageData_BeforeShowpage_DoesNotHideIt()
    {
        var noise = new byte[100_000];
        new Random(3).NextBytes(noise);
        var text = Encoding.Latin1.GetString(noise).Replace('\u001b', ' ').Replace("%%", "  ");
        var report = Inspect.Whole(DocumentCorpus.PlainPostScript(3).Replace("rectfill", "rectfill image\n" + text + "\n"));

        report.Pages.ShouldBe(new PageCount(3, Evidence.Parsed, Confidence.High));
    }

    [Fact]
    public void EmptyJob_Completed_SaysSo()
    {
        var report = Inspect.Whole("");

        report.Format.ShouldBe(PdlFormat.Unknown);
        report.Pages.Value.ShouldBeNull();
        report.Pages.Reason.ShouldBe("the job holds no document");
    }

    [Fact]
    public void PlainText_ThatFitsAnyPage_IsCountedByItsFormFeeds()
    {
        var report = Inspect.Whole("Hello\fWorld\n");

        report.Format.ShouldBe(PdlFormat.Text);
        report.Pages.ShouldBe(new PageCount(2, Evidence.Parsed, Confidence.Medium));
    }

    [Theory]
    [InlineData(61, 10)]
    [InlineData(1, 73)]
    public void PlainText_ThatMayRunOver_IsNotCounted(int lines, int columns)
    {
        var report = Inspect.Whole(string.Concat(Enumerable.Repeat(new string('x', columns) + "\n", lines)));

        report.Pages.Value.ShouldBeNull();
        report.Pages.Reason.ShouldNotBeNull();
        report.Pages.NeedsRender.ShouldBeFalse();
    }
}
