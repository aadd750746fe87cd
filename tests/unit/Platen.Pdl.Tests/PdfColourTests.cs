using System.Globalization;
using System.Text;
using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests;

/// <summary>Which pages of a PDF have colour: by what their contents set and draw.</summary>
[Collection(CorpusCollection.Name)]
public sealed class PdfColourTests(DocumentCorpus corpus)
{
    private static readonly Finding<int> None = new(0, Evidence.Parsed, Confidence.High);
    private static readonly Finding<int> One = new(1, Evidence.Parsed, Confidence.High);
    private static readonly Finding<int> PerhapsOne = new(1, Evidence.Declared, Confidence.Low);

    [Theory]
    [InlineData("0.5 0.5 0.5 rg 0 0 9 9 re f")]
    [InlineData("0 g 1 G (1 0 0 rg \\) 1 0 0 rg) Tj <31203020302072> Tj % 1 0 0 rg\n")]
    [InlineData("0 0 0 .7 k 0 0 0 1 K")]
    [InlineData("/DeviceGray cs .4 sc")]
    [InlineData("/Cs1 cs .25 0.25 0.250 sc")]
    [InlineData("BI /W 1 /H 1 /CS /G /BPC 8 ID 1 0 0 rg EI 0 g")]
    [InlineData("q /Fm1 Do Q")]
    public void Contents_OfGrey_AreMonochrome(string contents) => Inspect.Whole(Pdf(contents)).ColourPages.ShouldBe(None);

    [Theory]
    [InlineData("1 0 0 rg 0 0 9 9 re f")]
    [InlineData("0.1 0.1 0.2 RG 0 0 m 9 9 l S")]
    [InlineData("0 .3 0 .7 k")]
    [InlineData("/Cs1 cs .25 0.5 0.250 scn")]
    [InlineData("BI /W 1 /H 1 /IM true ID EI0EI EI 1 0 0 rg")]
    [InlineData("(text) Tj 0 0 1 rg")]
    [InlineData("/Fm2 Do")]
    public void Contents_ThatSetAColour_AreColour(string contents)
    {
        var report = Inspect.Whole(Pdf(contents, "0 g"));

        report.Pages.ShouldBe(new PageCount(2, Evidence.Parsed, Confidence.High));
        report.ColourPages.ShouldBe(One);
        report.Colour.ShouldBe(new Finding<ColourMode>(ColourMode.Colour, Evidence.Parsed, Confidence.High));
    }

    [Theory]
    [InlineData("/Im1 Do", "a picture in RGB")]
    [InlineData("/Pattern cs /P1 scn", "a pattern")]
    [InlineData("/Sh1 sh", "a shading")]
    [InlineData("/Spot cs 1 scn", "a named space of one component")]
    [InlineData("BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI", "a picture within the contents")]
    public void Contents_ThatMayBeColour_AreDeclaredOnly(string contents, string what) => Inspect.Whole(Pdf(contents, "0 g")).ColourPages.ShouldBe(PerhapsOne, what);

    [Fact]
    public void PicturesOfSharedResources_CountWhereTheyAreDrawn()
    {
        // the mutant "what a page may draw counts" gives colour to all three
        Inspect.Whole(Pdf("/Im2 Do", "/Fm3 Do", "/Im2 Do 0 g")).ColourPages.ShouldBe(PerhapsOne);
    }

    [Fact]
    public void Contents_InAFilterThatIsNotRead_AreDeclaredOnly() =>
        Inspect.Whole(Pdf("0 g").Replace("/Length", "/Filter/LZWDecode/Length")).ColourPages.Evidence.ShouldBe(Evidence.Declared);

    [Fact]
    public void Contents_ThatInflateWithoutEnd_AreCutOff()
    {
        var zeros = new byte[64 * 1024 * 1024];
        zeros.AsSpan().Fill((byte)' ');
        using var packed = new MemoryStream();
        using (var deflate = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(zeros);
        }

        var text = Encoding.Latin1.GetString(packed.ToArray());
        var bomb = Pdf("@").Replace($"/Length 1>>\nstream\n@", $"/Filter/FlateDecode/Length {text.Length}>>\nstream\n{text}");
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var report = Inspect.Whole(Encoding.Latin1.GetBytes(bomb));

        report.Pages.Value.ShouldBe(1);
        report.ColourPages.ShouldBe(PerhapsOne);
        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(1024 * 1024);
    }

    [Fact]
    public void PagesInColour_OfRealWriters_AreCounted()
    {
        const string Pages = "%!\n0.4 0.4 0.4 setrgbcolor 9 9 99 99 rectfill showpage 0.9 0.1 0.1 setrgbcolor 9 9 99 99 rectfill showpage 0 setgray 9 9 99 99 rectfill showpage\n";
        File.WriteAllText(corpus.PathOf("three.ps"), Pages);
        foreach (var rewrite in (string[])["--object-streams=generate", "--object-streams=disable", "--linearize", "--qdf", "--coalesce-contents", "--compress-streams=n"])
        {
            Tool.Run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", $"-sOutputFile={corpus.PathOf("three.pdf")}", corpus.PathOf("three.ps"));
            Tool.Run("qpdf", corpus.PathOf("three.pdf"), corpus.PathOf("three-again.pdf"), rewrite);
            Inspect.Whole(File.ReadAllBytes(corpus.PathOf("three-again.pdf"))).ColourPages.ShouldBe(One, rewrite);
        }

        Tool.Run("pdftocairo", "-pdf", corpus.PathOf("three.pdf"), corpus.PathOf("three-cairo.pdf"));
        Inspect.Whole(File.ReadAllBytes(corpus.PathOf("three-cairo.pdf"))).ColourPages.ShouldBe(One, "cairo");
        Tool.Run("qpdf", corpus.PathOf("three.pdf"), corpus.PathOf("three-again.pdf"), "--encrypt", "", "o", "256", "--");
        Inspect.Whole(File.ReadAllBytes(corpus.PathOf("three-again.pdf"))).ColourPages.IsKnown.ShouldBeFalse("encrypted contents");
    }

    /// <summary>A page for each of the contents; all share their resources: pictures 1 (RGB) and 2 (grey), forms 1 (grey), 2 (red) and 3 (draws picture 1).</summary>
    private static string Pdf(params string[] contents)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        void Add(int number, string body) => text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        void AddStream(int number, string dictionary, string data) => Add(number, $"<<{dictionary}/Length {data.Length}>>\nstream\n{data}\nendstream");
        Add(1, "<</Type/Catalog/Pages 2 0 R>>");
        Add(2, $"<</Type/Pages/Count {contents.Length}/Kids[{string.Concat(contents.Select((_, i) => $"{20 + (2 * i)} 0 R "))}]/MediaBox[0 0 99 99]>>");
        Add(3, "<</XObject<</Im1 4 0 R/Im2 5 0 R/Fm1 6 0 R/Fm2 7 0 R/Fm3 8 0 R>>/ColorSpace<</Cs1[/ICCBased 9 0 R]/Spot[/Separation/Red/DeviceRGB 9 0 R]>>>>");
        AddStream(4, "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB", "abc");
        AddStream(5, "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "a");
        AddStream(6, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 g");
        AddStream(7, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "1 0 0 rg");
        AddStream(8, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 3 0 R", "/Im1 Do");
        for (var i = 0; i < contents.Length; i++)
        {
            Add(20 + (2 * i), $"<</Type/Page/Parent 2 0 R/Resources 3 0 R/Contents {21 + (2 * i)} 0 R>>");
            AddStream(21 + (2 * i), "", contents[i]);
        }

        return text.Append("trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n").ToString();
    }
}
