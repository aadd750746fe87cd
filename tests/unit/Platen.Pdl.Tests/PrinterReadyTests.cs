using System.Text;
using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests;

/// <summary>Printers' own languages, written by Ghostscript: as many pages as the document had.</summary>
[Collection(CorpusCollection.Name)]
public sealed class PrinterReadyTests(DocumentCorpus corpus)
{
    [Fact]
    public void EveryPrinterReadyDocument_Inspected_HasThePagesThatWereWritten()
    {
        foreach (var (name, format, pages) in corpus.PrinterReady)
        {
            var report = Inspect.Whole(corpus.Bytes(name));

            report.Format.ShouldBe(format, name);
            report.Pages.Value.ShouldBe(pages, $"{name}: {report.Pages}");
            report.Pages.IsTrusted.ShouldBeTrue($"{name}: {report.Pages}");
        }
    }

    [Fact]
    public void EveryPrinterReadyDocument_CutOff_IsNotTrusted()
    {
        // the mutant "a page counts as soon as it begins" goes red here
        foreach (var (name, format, pages) in corpus.PrinterReady.Where(p => p.Pages == 2 && p.Format is PdlFormat.PwgRaster or PdlFormat.Urf or PdlFormat.PclXl))
        {
            var document = corpus.Bytes(name);
            var report = Inspect.Whole(document[..(document.Length * 3 / 4)]);

            report.Format.ShouldBe(format, name);
            (report.Pages.IsTrusted && report.Pages.Value == pages).ShouldBeFalse($"{name}: {report.Pages}");
        }
    }

    [Fact]
    public void Colour_OfGreyAndColourDevices_IsToldApart()
    {
        Inspect.Whole(corpus.Bytes("pxlmono-2.prn")).Colour.ShouldBe(new Finding<ColourMode>(ColourMode.Monochrome, Evidence.Parsed, Confidence.High));
        Inspect.Whole(corpus.Bytes("pxlcolor-2.prn")).Colour.Value.ShouldBe(ColourMode.Colour);
    }

    [Fact]
    public void UrfHeader_ThatContradictsThePages_IsDoubted()
    {
        var document = corpus.Bytes("urf-2.prn");
        document[11] = 9;
        var pages = Inspect.Whole(document).Pages;

        pages.Value.ShouldBe(2);
        pages.Confidence.ShouldBe(Confidence.Medium);
        pages.Reason.ShouldNotBeNull();
    }

    [Fact]
    public void PclXl_InsidePjl_IsCounted()
    {
        byte[] job = [.. "\u001b%-12345X@PJL SET COPIES=2\r\n@PJL ENTER LANGUAGE=PCLXL\r\n"u8, .. PclXlBody("pxlmono-7.prn"), .. "\u001b%-12345X"u8];
        var report = Inspect.Whole(job);

        report.Format.ShouldBe(PdlFormat.PclXl);
        report.Pages.Value.ShouldBe(7);
        report.Copies.Value.ShouldBe(2);
    }

    [Fact]
    public void JobOfTwoLanguages_IsMixedAndAdded()
    {
        byte[] job =
        [
            .. "\u001b%-12345X@PJL ENTER LANGUAGE=PCLXL\r\n"u8, .. PclXlBody("pxlmono-7.prn"), .. "\u001b%-12345X@PJL ENTER LANGUAGE=POSTSCRIPT\r\n"u8,
            .. Encoding.ASCII.GetBytes(DocumentCorpus.PlainPostScript(2)), .. "\u001b%-12345X"u8,
        ];
        var report = Inspect.Whole(job);

        report.Format.ShouldBe(PdlFormat.Mixed);
        report.Documents.ShouldBe(2);
        report.Pages.Value.ShouldBe(9);
    }

    [Theory]
    [InlineData("png16m", PdlFormat.Png, ColourMode.Colour)]
    [InlineData("pnggray", PdlFormat.Png, ColourMode.Monochrome)]
    [InlineData("jpeg", PdlFormat.Jpeg, ColourMode.Colour)]
    [InlineData("jpeggray", PdlFormat.Jpeg, ColourMode.Monochrome)]
    public void Image_OfGhostscript_IsOnePage(string device, PdlFormat format, ColourMode colour)
    {
        var report = Inspect.Whole(corpus.Bytes(corpus.Image(device)));

        report.Format.ShouldBe(format);
        report.Pages.ShouldBe(new PageCount(1, Evidence.Parsed, Confidence.High));
        report.Colour.Value.ShouldBe(colour);
    }

    [Theory]
    [InlineData("\u001bEone\ftwo\f\u001bE", 2)]
    [InlineData("\u001bEone\ftwo\u001bE", 2)]
    [InlineData("\u001bE\u001b&l2A\u001b&l1Oone\u001b&l0Otwo", 2)]
    [InlineData("\u001bE\u001b*b10W\f\f\u001bE\f\f\f\f\f\f", 1)]
    [InlineData("\u001bE\u001b&p3X\f\f\f\u001b&l0H", 1)]
    [InlineData("\u001bE\u001b)s4W\f\f\f\f\u001b&l26a3x1Stext\f", 1)]
    [InlineData("\u001bE", 0)]
    public void Pcl5_Ejects_AreCountedOutsideOfBinaryData(string job, int pages) => Inspect.Whole(job).Pages.Value.ShouldBe(pages);

    [Theory]
    [InlineData(61, "too many lines")]
    public void Pcl5_TextThatMayOverflow_IsNotCounted(int lines, string what)
    {
        var pages = Inspect.Whole("\u001bE" + string.Concat(Enumerable.Repeat("line\r\n", lines)) + "\f").Pages;

        pages.Value.ShouldBeNull(what);
        pages.Reason.ShouldNotBeNull(what);
    }

    [Fact]
    public void Pcl5_Settings_AreRead()
    {
        var report = Inspect.Whole("\u001bE\u001b&l26a3x1Stext\f");

        report.Media.Value.Name.ShouldBe("A4");
        report.Copies.Value.ShouldBe(3);
        report.Sides.Value.ShouldBe(Sides.TwoSidedLongEdge);
    }

    /// <summary>Ghostscript wraps PCL XL into PJL; this is what is inside.</summary>
    private byte[] PclXlBody(string name)
    {
        var document = corpus.Bytes(name);
        var start = document.AsSpan().IndexOf(") HP-PCL XL"u8);
        var end = document.AsSpan().LastIndexOf("\u001b%-12345X"u8);
        return document[start..(end < start ? document.Length : end)];
    }
}
