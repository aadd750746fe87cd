using Platen.Contracts.AgentLink.V1;
using Platen.Pdl;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Rendering.Sandbox;
using Platen.SiteAgent.Tests.Rendering;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>Driverless documents at devices that cannot take them (PR18), with Debian's Ghostscript, the virtual MFP and CUPS' ippeveprinter.</summary>
public sealed class ConversionDeliveryTests : IDisposable
{
    private readonly RealDocuments _documents = new();

    // catches: a document sent as it is to a device that takes another format; pages lost on the way
    [Theory]
    [InlineData("pclxl", PdlFormat.PclXl)]
    [InlineData("postscript", PdlFormat.PostScript)]
    [InlineData("pwg-raster", PdlFormat.PwgRaster)]
    [InlineData("urf", PdlFormat.Urf)]
    [InlineData("pcl5", PdlFormat.Pcl5)]
    public async Task Pdf_ForADeviceThatTakesAnotherFormat_IsConverted_AndCounted(string accepts, PdlFormat format)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => Accept(device, accepts));
        var job = await host.HoldAsync(await _documents.MakeAsync("pdfwrite", 3), pages: 3, change: facts => facts.Colour = ColourMode.Colour);

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var printed = mfp.Printed().ShouldHaveSingleItem();
        var report = RealDocuments.Inspect(printed);
        report.Format.ShouldBe(format);
        if (format == PdlFormat.PostScript)
        {
            (await _documents.DrawnAsync(printed)).ShouldBe(3);
        }
        else
        {
            report.Pages.Value.ShouldBe(3);
        }

        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        var converted = fact.Evidence.Single(count => count.Source == CountSource.Converted);
        converted.Reason.ShouldMatch("^converted from PDF to .+ by Ghostscript [0-9.]+$");
        (converted.HasPages ? converted.Pages : 3).ShouldBe(3);
        (fact.Printed.Pages, fact.Printed.Reason).ShouldBe((3, converted.HasPages ? converted.Reason : ""));
    }

    // catches: a protocol that needs to know the length, or whose request says another format
    [Theory]
    [InlineData(DeliveryProtocol.Raw)]
    [InlineData(DeliveryProtocol.RawTls)]
    [InlineData(DeliveryProtocol.Lpr)]
    [InlineData(DeliveryProtocol.Ipp)]
    [InlineData(DeliveryProtocol.Ipps)]
    public async Task Pdf_ByEachProtocol_ReachesARasterPrinter(DeliveryProtocol protocol)
    {
        await using var mfp = await TestMfp.StartAsync("image/pwg-raster");
        await using var host = await DeliveryHost.StartAsync();
        var isIpp = protocol is DeliveryProtocol.Ipp or DeliveryProtocol.Ipps;
        host.AddDevice(protocol, mfp.PortOf(protocol), change: device => Accept(device, isIpp ? "" : "pwg-raster")); // over IPP the device says it itself
        var job = await host.HoldAsync(await _documents.MakeAsync("pdfwrite", 2), pages: 2);

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var report = RealDocuments.Inspect(mfp.Printed().ShouldHaveSingleItem());
        (report.Format, report.Pages.Value).ShouldBe((PdlFormat.PwgRaster, 2));
    }

    // catches: pages of pictures lost on the way into a PDF
    [Theory]
    [InlineData("pwgraster", "image/pwg-raster", 3, "-dcupsColorSpace=19")]
    [InlineData("urf", "image/urf", 3, "-dcupsColorSpace=18")]
    [InlineData("jpeg", "image/jpeg", 1, "-r50")]
    public async Task Picture_ForADeviceThatTakesPdfOnly_IsWrapped_WithoutGhostscript(string source, string mediaType, int pages, string option)
    {
        await using var mfp = await TestMfp.StartAsync("application/pdf");
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Ipp, mfp.Endpoints.IppPort);
        var job = await host.HoldAsync(await _documents.MakeAsync(source, pages, "-dcupsBitsPerColor=8", option), pages, change: facts => facts.Format = mediaType);

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var printed = mfp.Printed().ShouldHaveSingleItem();
        RealDocuments.Inspect(printed).ShouldSatisfyAllConditions(report => (report.Format, report.Pages.Value).ShouldBe((PdlFormat.Pdf, pages)));
        (await _documents.DrawnAsync(printed)).ShouldBe(pages);
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        fact.Evidence.Single(count => count.Source == CountSource.Converted).ShouldSatisfyAllConditions(count => (count.Pages, count.Evidence).ShouldBe((pages, Contracts.AgentLink.V1.Evidence.Parsed)));
    }

    // catches: pictures that nobody can convert; a page of many lost; one that is wider than the paper cut off
    [Theory]
    [InlineData("tiffg4", "image/tiff", 3, "pclxl", PdlFormat.PclXl)]
    [InlineData("tifflzw", "image/tiff", 2, "pdf", PdlFormat.Pdf)]
    [InlineData("tiff24nc", "image/tiff", 2, "pwg-raster", PdlFormat.PwgRaster)]
    [InlineData("pngalpha", "image/png", 1, "pcl5", PdlFormat.Pcl5)]
    [InlineData("png16m", "image/png", 1, "postscript", PdlFormat.PostScript)]
    public async Task TiffOrPng_ForADeviceThatTakesAnotherFormat_IsDrawn_OnePageEach(string source, string mediaType, int pages, string accepts, PdlFormat format)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => Accept(device, accepts));
        var job = await host.HoldAsync(await _documents.MakeAsync(source, pages, "-r100"), pages, change: facts => facts.Format = mediaType);

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var printed = mfp.Printed().ShouldHaveSingleItem();
        RealDocuments.Inspect(printed).Format.ShouldBe(format);
        (format == PdlFormat.PostScript ? await _documents.DrawnAsync(printed) : RealDocuments.Inspect(printed).Pages.Value).ShouldBe(pages);
        (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem().Evidence.Single(count => count.Source == CountSource.Converted).Reason.ShouldMatch("by MuPDF and Ghostscript [0-9.]+$");
        Directory.EnumerateDirectories(host.Get<ScratchFolders>().Root!).ShouldBeEmpty();
    }

    // catches: copies that only the PJL around a document asks for, charged and not printed
    [Theory]
    [InlineData("pclxl", false)]
    [InlineData("pdf", true)]
    public async Task Copies_OfTheWrapper_SurviveTheConversion(string accepts, bool isSentAgain)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => Accept(device, accepts));
        byte[] document = [.. "\e%-12345X@PJL JOB\r\n@PJL SET COPIES=3\r\n@PJL ENTER LANGUAGE=POSTSCRIPT\r\n"u8, .. "%!PS\n100 100 50 50 rectfill showpage\n"u8, .. "\e%-12345X@PJL EOJ\r\n\e%-12345X"u8];
        var job = await host.HoldAsync(document, pages: 1, change: facts => (facts.Format, facts.Copies) = ("application/postscript", 3));

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var printed = mfp.Printed();
        printed.Sum(copy => RealDocuments.Inspect(copy).Copies is { IsKnown: true } copies ? copies.Value : 1).ShouldBe(3);
        printed.Count.ShouldBe(isSentAgain ? 3 : 1);
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        fact.Copies.ShouldBe(3);
    }

    [Theory]
    [InlineData("urf", "image/urf", "pclxl", PdlFormat.PclXl)]
    [InlineData("ps2write", "application/postscript", "pdf", PdlFormat.Pdf)]
    public async Task Document_OfAnotherFormat_IsConverted(string source, string mediaType, string accepts, PdlFormat format)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => Accept(device, accepts));
        var job = await host.HoldAsync(await _documents.MakeAsync(source, 2, "-dcupsColorSpace=18", "-dcupsBitsPerColor=8"), pages: 2, change: facts => facts.Format = mediaType);

        (await host.PrintAsync(job.Id)).Stage.ShouldBe(ReleaseStage.Completed);

        var report = RealDocuments.Inspect(mfp.Printed().ShouldHaveSingleItem());
        (report.Format, report.Pages.Value).ShouldBe((format, 2));
    }

    // catches: bytes that a device cannot read on its paper
    [Fact]
    public async Task Document_WithoutAWay_StaysHeld_AndTheReasonNamesFormatAndDevice()
    {
        await using var mfp = await TestMfp.StartAsync("application/pdf", "image/jpeg");
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Ipp, mfp.Endpoints.IppPort, change: device => device.Name = "Hall");
        var job = await host.HoldAsync(await _documents.MakeAsync("pxlmono", 1), change: facts => facts.Format = "application/vnd.hp-PCLXL");

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.NotPrinted);
        end.Reason.ShouldStartWith("The document is PCL XL, and the device 'Hall' takes PDF, JPEG:");
        host.Jobs.Find(job.Id)!.State.ShouldBe(Domain.Jobs.JobState.PendingHeld);
        mfp.Printed().ShouldBeEmpty();
    }

    // catches: a document that broke off taken for the whole; an agent that fails with its document
    [Theory]
    [InlineData("application/postscript", "%!PS\nshowpage nonsense\n", "the document has a fault")]
    [InlineData("application/postscript", "%!PS\n(/etc/passwd) (r) file\n", "asks for what a document may not")]
    [InlineData("image/pwg-raster", "RaS2 and no more", "The raster data is damaged or cut off")]
    [InlineData("image/jpeg", "no image at all", "no frame header")]
    [InlineData("image/tiff", "II*\0 and no more", "MuPDF ended with")]
    [InlineData("image/png", "no picture", "MuPDF ended with")]
    public async Task Document_ThatCannotBeConverted_IsNotPrintedWhole_AndThePanelSaysWhy(string mediaType, string text, string why)
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => Accept(device, "pclxl"));
        var job = await host.HoldAsync(System.Text.Encoding.Latin1.GetBytes(text), pages: 1, change: facts => facts.Format = mediaType);

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldNotBe(ReleaseStage.Completed);
        end.Reason.ShouldContain("could not be converted");
        end.Reason.ShouldContain(why);
        mfp.Printed().ShouldBeEmpty();
        host.Jobs.Find(job.Id)!.State.ShouldBe(Domain.Jobs.JobState.PendingHeld);
    }

    // catches: a conversion without a limit of time
    [Fact]
    public async Task Document_ThatNeverEnds_IsGivenUp()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync(rendering: options => options.ConversionTimeMax = TimeSpan.FromSeconds(1));
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => Accept(device, "pclxl"));
        var job = await host.HoldAsync("%!PS\n{} loop\n"u8.ToArray(), change: facts => facts.Format = "application/postscript");

        (await host.PrintAsync(job.Id)).Reason.ShouldContain("Rendering:ConversionTimeMax");
    }

    // catches: what was chosen at the panel lost in the conversion
    [Fact]
    public async Task Finishing_ThatWasAskedFor_IsInTheConvertedDocument()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device =>
        {
            Accept(device, "pclxl");
            (device.Pjl, device.Duplex, device.Colour) = (true, true, true);
        });
        var job = await host.HoldAsync(await _documents.MakeAsync("pdfwrite", 3), pages: 3, change: facts => facts.Colour = ColourMode.Colour);

        var end = await host.PrintAsync(job.Id, finishing: new FinishingOptions { Sides = Sides.TwoSidedShortEdge, Monochrome = true, Copies = 2 });

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var report = RealDocuments.Inspect(mfp.Payload());
        (report.Pages.Value, report.Sides.Value, report.Colour.Value).ShouldBe((3, Pdl.Sides.TwoSidedShortEdge, Pdl.ColourMode.Monochrome));
        (mfp.Sidecar().GetProperty("copies").GetInt32(), mfp.Sidecar().GetProperty("monochrome").GetBoolean()).ShouldBe((2, true));
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Copies, fact.Colour, fact.Sides).ShouldBe((2, ColourMode.Monochrome, Sides.TwoSidedShortEdge));
    }

    // catches: a renderer, or its files, that outlive the release that wanted them
    [Fact]
    public async Task Release_ThatIsCanceledInTheMiddle_EndsTheConversion()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => Accept(device, "pwg-raster"));
        mfp.Set(new VirtualMfp.Device.MfpBehaviour { StallAfterBytes = 1_000 });
        var job = await host.HoldAsync(NoisyPostScript(20), pages: 20, change: facts => facts.Format = "application/postscript");
        var release = Domain.Jobs.ReleaseId.New(TimeProvider.System);
        await host.RequestAsync(job.Id, release);
        await host.ProgressAsync(release, progress => progress.BytesSent > 0, "the first bytes");

        await host.Releases.CancelAsync(release, "The user went away.");

        var end = await host.EndOfAsync(release);
        (end.Stage, end.Reason).ShouldBe((ReleaseStage.Partial, "The user went away."));
        Directory.EnumerateDirectories(host.Get<ScratchFolders>().Root!).ShouldBeEmpty();
        mfp.Printed().ShouldBeEmpty();
    }

    // a printer that nobody here wrote, which refuses every other format
    [Theory]
    [InlineData("image/pwg-raster", PdlFormat.PwgRaster)]
    [InlineData("image/urf", PdlFormat.Urf)]
    public async Task Pdf_ReachesAPrinterOfRastersOnly(string formats, PdlFormat format)
    {
        await using var printer = await EverywherePrinter.StartAsync(formats: formats);
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Ipps, printer.Port);
        var job = await host.HoldAsync(await _documents.MakeAsync("pdfwrite", 2), pages: 2);

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        var report = RealDocuments.Inspect(printer.Documents().ShouldHaveSingleItem());
        (report.Format, report.Pages.Value).ShouldBe((format, 2));
    }

    public void Dispose() => _documents.Dispose();

    // pages that cannot be packed small
    private static byte[] NoisyPostScript(int pages) => System.Text.Encoding.ASCII.GetBytes(
        "%!PS\n/noise 60000 string def 1 1 " + pages.ToString(System.Globalization.CultureInfo.InvariantCulture)
        + " { pop 0 1 59999 { noise exch rand 256 mod put } for gsave 500 700 scale 200 300 8 [200 0 0 300 0 0] { noise } image grestore showpage } for\n");

    private static void Accept(ReplicaDevice device, string words) => device.Accepts.AddRange(words.Split(',', StringSplitOptions.RemoveEmptyEntries));
}
