using System.Text;
using Platen.Pdl.Pdf;
using Platen.Pdl.Tests.Corpus;
using Platen.Pdl.Wrapping;

namespace Platen.Pdl.Tests.Wrapping;

/// <summary>Pictures and text in a PDF around them, judged by qpdf, poppler and Ghostscript: the file is sound, has the pages, and shows the very pixels.</summary>
public sealed class PdfWrappingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-wrap-").FullName;

    private const string ThreePages = "%!PS\n1 0 0 setrgbcolor 100 100 200 50 rectfill showpage 0 0 1 setrgbcolor 50 300 10 400 rectfill 0.5 setgray 300 300 50 50 rectfill showpage showpage\n";

    // catches: a row, a pixel or a page lost or doubled on the way; ink taken for light
    [Theory]
    [InlineData(PdlFormat.PwgRaster, "pwgraster", 18, 8, "pgmraw")]
    [InlineData(PdlFormat.PwgRaster, "pwgraster", 19, 8, "ppmraw")]
    [InlineData(PdlFormat.PwgRaster, "pwgraster", 3, 1, "pbmraw")]
    [InlineData(PdlFormat.Urf, "urf", 18, 8, "pgmraw")]
    [InlineData(PdlFormat.Urf, "urf", 19, 8, "ppmraw")]
    public async Task Raster_InAPdf_ShowsTheSamePixels(PdlFormat format, string device, int space, int bits, string proof)
    {
        var raster = Render(Write("source.ps", ThreePages), "raster", $"-sDEVICE={device}", "-r100", $"-dcupsColorSpace={space}", $"-dcupsBitsPerColor={bits}");

        var pages = await WrapAsync(format, raster);

        pages.ShouldBe(3);
        var direct = File.ReadAllBytes(Render(Path.Combine(_folder, "source.ps"), "direct", $"-sDEVICE={proof}", "-r100"));
        var wrapped = File.ReadAllBytes(Render(Wrapped, "wrapped", $"-sDEVICE={proof}", "-r100", "-dDOINTERPOLATE=false"));
        wrapped.Length.ShouldBe(direct.Length);
        direct.Zip(wrapped).Count(pair => Math.Abs(pair.First - pair.Second) > 8).ShouldBeLessThan(direct.Length / 500);
    }

    [Theory]
    [InlineData("jpeg", "jpeg")]
    [InlineData("jpeggray", "jpeg")]
    [InlineData("jpegcmyk", "jpeg")]
    public async Task Jpeg_InAPdf_IsTheSameImage(string device, string kind)
    {
        var image = Render(Write("one.ps", "%!PS\n1 0 0 setrgbcolor 100 100 200 50 rectfill showpage\n"), "image", $"-sDEVICE={device}", "-r50");

        (await WrapAsync(PdlFormat.Jpeg, image)).ShouldBe(1);

        Tool.Run("pdfimages", "-list", Wrapped).ShouldContain(kind);
        Tool.Run("pdfimages", "-all", Wrapped, Path.Combine(_folder, "out"));
        File.ReadAllBytes(Directory.EnumerateFiles(_folder, "out*").ShouldHaveSingleItem()).ShouldBe(File.ReadAllBytes(image));
    }

    [Fact]
    public async Task Text_InAPdf_IsTheSameText()
    {
        var lines = Enumerable.Range(1, 70).Select(number => $"line {number} (of\\70) \u00e4\u20ac");
        var text = Write("text.txt", string.Join('\n', lines) + "\n" + new string('x', 85) + "\n\fafter\tthe feed");

        (await WrapAsync(PdlFormat.Text, text)).ShouldBe(3);

        var words = Tool.Run("pdftotext", "-layout", Wrapped, "-");
        words.ShouldContain("line 1 (of\\70) \u00e4\u20ac");
        words.ShouldContain("line 70 (of\\70)");
        words.ShouldContain("after");
        words.Count(letter => letter == 'x').ShouldBe(85);
    }

    // catches: characters lost on paper without a word
    [Fact]
    public async Task Text_BeyondTheFont_IsRefused()
    {
        var fault = await Should.ThrowAsync<FormatException>(() => WrapAsync(PdlFormat.Text, Write("text.txt", "\u65e5\u672c")));
        fault.Message.ShouldContain("no font");
    }

    // catches: a document that is cut off taken for the whole
    [Theory]
    [InlineData("pwgraster", PdlFormat.PwgRaster)]
    [InlineData("urf", PdlFormat.Urf)]
    public async Task Raster_ThatIsCutOff_IsRefused_WhereverItIsCut(string device, PdlFormat format)
    {
        var raster = File.ReadAllBytes(Render(Write("source.ps", ThreePages), "raster", $"-sDEVICE={device}", "-r20", "-dcupsColorSpace=19", "-dcupsBitsPerColor=8"));
        foreach (var length in Enumerable.Range(0, 40).Select(step => step * (raster.Length - 1) / 40))
        {
            using var source = new MemoryStream(raster, 0, length);
            using var target = new MemoryStream();
            try
            {
                // between two pages a raster may end
                (await PdfWrapping.WriteAsync(format, source, target, WrapLimits.Default, CancellationToken.None)).ShouldBeLessThan(3);
            }
            catch (FormatException)
            {
                continue;
            }
        }
    }

    // catches: an index, a length or a repeat of a hostile header believed
    [Theory]
    [InlineData(PdlFormat.PwgRaster, "pwgraster")]
    [InlineData(PdlFormat.Urf, "urf")]
    [InlineData(PdlFormat.Jpeg, "jpeg")]
    public async Task Document_WithAnyByteChanged_IsWrappedOrRefused(PdlFormat format, string device)
    {
        var document = File.ReadAllBytes(Render(Write("source.ps", "%!PS\n1 0 0 setrgbcolor 20 20 30 30 rectfill showpage\n"), "document", $"-sDEVICE={device}", "-r10", "-dcupsColorSpace=19", "-dcupsBitsPerColor=8"));
        var limits = new WrapLimits { SidePixels = 2_000, RasterBytes = 16 * 1024 * 1024 };
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var changed = (byte[])document.Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            changed[random.Next(Math.Min(changed.Length, 480))] = (byte)random.Next(256);
            using var target = new MemoryStream();
            try
            {
                await PdfWrapping.WriteAsync(format, new MemoryStream(changed), target, limits, CancellationToken.None);
            }
            catch (FormatException)
            {
                continue;
            }
        }
    }

    [Fact]
    public async Task Raster_OfNothingButRepeats_StopsAtItsLimit()
    {
        var raster = File.ReadAllBytes(Render(Write("blank.ps", "%!PS\nshowpage\n"), "raster", "-sDEVICE=pwgraster", "-r300", "-dcupsColorSpace=19", "-dcupsBitsPerColor=8"));

        var fault = await Should.ThrowAsync<FormatException>(() => PdfWrapping.WriteAsync(
            PdlFormat.PwgRaster, new MemoryStream(raster), Stream.Null, new WrapLimits { RasterBytes = 1024 * 1024 }, CancellationToken.None));

        fault.Message.ShouldContain("too many pixels");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Wrapped => Path.Combine(_folder, "wrapped.pdf");

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private string Render(string source, string name, params string[] options)
    {
        var target = Path.Combine(_folder, name);
        Tool.Run("gs", ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sPAPERSIZE=a4", "-sstdout=%stderr", .. options, $"-sOutputFile={target}", source]);
        return target;
    }

    private async Task<int> WrapAsync(PdlFormat format, string source)
    {
        int pages;
        await using (var input = File.OpenRead(source))
        await using (var target = File.Create(Wrapped))
        {
            pages = await PdfWrapping.WriteAsync(format, input, target, WrapLimits.Default, CancellationToken.None);
        }

        Tool.Run("qpdf", "--check", Wrapped).ShouldContain("No syntax or stream encoding errors");
        var bytes = File.ReadAllBytes(Wrapped);
        PdfPageCounter.Count((offset, buffer) => Copy(bytes, offset, buffer), bytes.Length, PdlLimits.Default).Value.ShouldBe(pages);
        return pages;
    }

    private static int Copy(byte[] bytes, long offset, Span<byte> buffer)
    {
        var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
        bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
        return count;
    }
}
