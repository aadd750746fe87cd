using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests;

/// <summary>Which pages have colour, where the format tells page by page: one page of the document is grey, the others are not.</summary>
[Collection(CorpusCollection.Name)]
public sealed class ColourTests(DocumentCorpus corpus)
{
    // the second page has colour, the first and the third are grey
    private const string OneOfThree = """
        %!PS-Adobe-3.0
        %%Pages: 3
        %%EndComments
        %%Page: 1 1
        0.4 0.4 0.4 setrgbcolor 100 100 100 100 rectfill showpage
        %%Page: 2 2
        0.9 0.1 0.1 setrgbcolor 100 100 100 100 rectfill showpage
        %%Page: 3 3
        0.4 setgray 100 100 100 100 rectfill showpage
        %%EOF

        """;

    [Theory]
    [InlineData("pxlcolor")]
    [InlineData("pwgraster", "-dcupsColorSpace=19", "-dcupsBitsPerColor=8", "-dcupsColorOrder=0")]
    [InlineData("urf", "-dcupsColorSpace=19", "-dcupsBitsPerColor=8")]
    [InlineData("cups", "-dcupsColorSpace=1", "-dcupsBitsPerColor=8", "-dcupsColorOrder=0")]
    public void PagesInColour_OfColourDevices_AreCounted(string device, params string[] options)
    {
        // the mutant "a colour space is colour" counts three
        var report = Inspect.Whole(Made(device, options));

        report.Pages.Value.ShouldBe(3);
        report.Colour.ShouldBe(new Finding<ColourMode>(ColourMode.Colour, Evidence.Parsed, Confidence.High));
        report.ColourPages.ShouldBe(new Finding<int>(1, Evidence.Parsed, Confidence.High));
    }

    [Theory]
    [InlineData("pxlmono")]
    [InlineData("lj5gray")]
    [InlineData("ljet4")]
    [InlineData("pwgraster")]
    [InlineData("cups")]
    [InlineData("tiffg4")]
    public void PagesInColour_OfGreyDevices_AreNone(string device)
    {
        var report = Inspect.Whole(Made(device));

        report.Colour.ShouldBe(new Finding<ColourMode>(ColourMode.Monochrome, Evidence.Parsed, Confidence.High));
        report.ColourPages.ShouldBe(new Finding<int>(0, Evidence.Parsed, Confidence.High));
    }

    [Theory]
    [InlineData("cups", "-dcupsColorSpace=6", "-dcupsBitsPerColor=8", "-dcupsColorOrder=2")]
    [InlineData("cups", "-dcupsColorSpace=8", "-dcupsBitsPerColor=2", "-dcupsColorOrder=1")]
    [InlineData("cljet5c")]
    [InlineData("tiff24nc")]
    public void PagesInColour_WhereNothingLooksInto_AreDeclaredOnly(string device, params string[] options)
    {
        var report = Inspect.Whole(Made(device, options));

        report.Pages.Value.ShouldBe(3);
        report.ColourPages.ShouldBe(new Finding<int>(3, Evidence.Declared, Confidence.Low));
    }

    [Fact]
    public void RasterInColour_SlicedAndInBlocksOfAnySize_GivesTheSameReport()
    {
        foreach (var device in (string[])["pwgraster", "urf", "cups"])
        {
            var document = Made(device, "-dcupsColorSpace=19", "-dcupsBitsPerColor=8", "-dcupsColorOrder=0");
            var whole = Inspect.Whole(document);
            for (var size = 4096; size < 4200; size += 13)
            {
                Inspect.Whole(document, new PdlLimits { BlockBytes = size }).ShouldBe(whole, $"{device} in blocks of {size}");
            }
        }
    }

    private byte[] Made(string device, params string[] options)
    {
        var source = corpus.PathOf("one-of-three.ps");
        var target = corpus.PathOf("colour.out");
        File.WriteAllText(source, OneOfThree);
        Tool.Run("gs", ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", $"-sDEVICE={device}", "-r30", .. options, $"-sOutputFile={target}", source]);
        return File.ReadAllBytes(target);
    }
}
