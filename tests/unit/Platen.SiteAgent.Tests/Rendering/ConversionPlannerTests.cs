using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Rendering.Conversion;

namespace Platen.SiteAgent.Tests.Rendering;

/// <summary>What becomes of a document at a device (PR18).</summary>
public sealed class ConversionPlannerTests
{
    // catches: a document converted although nobody said that it must be
    [Theory]
    [InlineData("application/pdf")]
    [InlineData("application/vnd.hp-PCL")]
    [InlineData("image/tiff")]
    [InlineData("application/octet-stream")]
    public void Document_AtADeviceOfWhichNothingIsKnown_GoesAsItIs(string format) => Decide(format).ShouldBe(ConversionDecision.AsIs);

    [Theory]
    [InlineData("application/pdf", "pdf")]
    [InlineData("application/vnd.hp-PCLXL", "pclxl")]
    [InlineData("application/vnd.hp-PCL", "application/PCL")]
    [InlineData("image/tiff", "image/tiff,application/pdf")]
    [InlineData("application/octet-stream", "pdf")]
    public void Document_ThatTheDeviceTakes_GoesAsItIs(string format, string accepts) => Decide(format, accepts).ShouldBe(ConversionDecision.AsIs);

    [Theory]
    [InlineData("application/pdf", "pclxl,pcl5,pwg-raster", "PclXl")]
    [InlineData("application/pdf", "postscript,pclxl", "PostScript")]
    [InlineData("application/pdf", "pwg-raster,urf,jpeg", "PwgRaster")]
    [InlineData("application/pdf", "pcl5", "Pcl5")]
    [InlineData("application/postscript", "pdf,pclxl", "Pdf")]
    [InlineData("image/pwg-raster", "pdf", "Pdf")]
    [InlineData("image/urf", "pwg-raster", "PwgRaster")]
    [InlineData("image/jpeg", "postscript", "PostScript")]
    [InlineData("text/plain; charset=utf-8", "pclxl", "PclXl")]
    [InlineData("image/tiff", "pcl5,pdf", "Pdf")]
    [InlineData("image/png", "pcl5", "Pcl5")]
    public void Document_ThatTheDeviceCannotTake_TakesTheWayOfLeastLoss(string format, string accepts, string to) =>
        Decide(format, accepts).Plan!.To.ToString().ShouldBe(to);

    // catches: a reason that does not say what is wrong with what
    [Theory]
    [InlineData("application/vnd.hp-PCLXL", "PCL XL")]
    [InlineData("application/vnd.hp-PCL", "PCL 5")]
    [InlineData("application/vnd.cups-raster", "application/vnd.cups-raster")]
    public void Document_WithoutAWay_IsNotPrinted_AndTheReasonNamesFormatAndDevice(string format, string name)
    {
        var decision = Decide(format, "pdf,jpeg");

        decision.Plan.ShouldBeNull();
        decision.Obstacle.ShouldBe($"The document is {name}, and the device 'Hall' takes PDF, JPEG: there is no way from one to the other; print it from a driver for this device, or at another device.");
    }

    [Fact]
    public void Setting_OfTheDevice_BeatsWhatItSays()
    {
        var device = Device("pdf");
        var said = new DeviceStatus { PrinterState = 3, Formats = new IppFormats { DocumentFormats = ["image/pwg-raster"] } };

        DeviceFormats.Of(device, said).Formats.ShouldBe([PrintFormat.Pdf]);
        DeviceFormats.Of(Device(""), said).Formats.ShouldBe([PrintFormat.PwgRaster]);
        DeviceFormats.Of(Device(""), null).IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void Raster_IsMadeAsTheDeviceSaysItMustBe()
    {
        var formats = DeviceFormats.Of(Device(""), new DeviceStatus { PrinterState = 3, Formats = IppFormats.Of(Printer()) });

        Arguments(formats, ColourMode.Colour).ShouldContain("-r200");
        Arguments(formats, ColourMode.Colour).ShouldContain("-dcupsColorSpace=18"); // it takes no colour
        Arguments(formats, ColourMode.Monochrome).ShouldContain("-r600");
    }

    // catches: backs of sheets upside down
    [Fact]
    public void Raster_WhoseBacksMustBeTurned_IsNotMadeTwoSided()
    {
        var formats = DeviceFormats.Of(Device("pwg-raster"), null) with { PwgSheetBack = "rotated" };

        ConversionPlanner.Decide(Job("application/pdf"), Device("pwg-raster"), formats, FinishingOptions.AsIs with { Sides = Sides.TwoSidedLongEdge }).Obstacle.ShouldContain("release it one-sided");
        ConversionPlanner.Decide(Job("application/pdf"), Device("pwg-raster"), formats, FinishingOptions.AsIs).Plan.ShouldNotBeNull();
    }

    // catches: what was chosen lost in the conversion
    [Fact]
    public void Finishing_IsMadeInTheDocument_WhereTheDeviceCannotBeAsked()
    {
        var wishes = new FinishingOptions { Sides = Sides.TwoSidedShortEdge, Monochrome = true, Ranges = [new PageRange(2, 3), new PageRange(7, 7)] };

        var plan = ConversionPlanner.Decide(Job("application/pdf"), Device("pclxl"), DeviceFormats.Of(Device("pclxl"), null), wishes).Plan!;

        plan.Arguments.ShouldContain("-sDEVICE=pxlmono");
        plan.Arguments.ShouldContain("-dDuplex=true");
        plan.Arguments.ShouldContain("-dTumble=true");
        plan.Arguments.ShouldContain("-sPageList=2-3,7-7");
        (plan.Finishing.Sides, plan.Finishing.Monochrome, plan.Finishing.Ranges.Length).ShouldBe((Sides.TwoSidedShortEdge, true, 2));
        plan.Asked.Ranges.ShouldBeEmpty();
    }

    // catches: a choice at the panel that is lost, or one that could be had and is not offered
    [Fact]
    public void Panel_OffersWhatTheConversionCanMake()
    {
        var (bare, job) = (Device("pclxl"), Job("application/pdf"));

        FinishingSupport.Of(bare, job).ShouldBe(new FinishingSupport(Copies: true, TwoSided: true, Monochrome: true, Ranges: true));
        FinishingSupport.Of(Device("pdf"), job).ShouldBe(FinishingSupport.Asked(bare, job));
        FinishingSupport.Of(Device("pdf"), Job("image/urf")).ShouldBe(new FinishingSupport(Copies: true, TwoSided: false, Monochrome: true, Ranges: true));
    }

    // catches: the sides of a raster lost when it becomes a PDF, which has no words for them
    [Fact]
    public void Sides_OfTheDocument_AreAskedOfTheDevice_WhereItBecomesAPdf()
    {
        var device = Device("pdf");
        device.Protocol = DeliveryProtocol.Ipp;
        var job = Job("image/pwg-raster");
        job.Facts.Sides = Sides.TwoSidedLongEdge;

        ConversionPlanner.Decide(job, device, DeviceFormats.Of(device, null), FinishingOptions.AsIs).Plan!.Asked.Sides.ShouldBe(Sides.TwoSidedLongEdge);
    }

    // catches: copies of the document, or of the PJL around it, charged and not printed
    [Theory]
    [InlineData("application/pdf", "pclxl", true)]
    [InlineData("application/postscript", "pcl5", true)]
    [InlineData("application/postscript", "pwg-raster", true)]
    [InlineData("application/postscript", "pdf", false)]
    [InlineData("application/pdf", "urf", false)]
    [InlineData("image/pwg-raster", "pdf", false)]
    public void Copies_OfTheDocument_AreInTheResult_OrAskedOfTheDevice(string format, string accepts, bool isInTheResult)
    {
        var job = Job(format);
        job.Facts.Copies = 3;

        var plan = ConversionPlanner.Decide(job, Device(accepts), DeviceFormats.Of(Device(accepts), null), FinishingOptions.AsIs).Plan!;

        plan.Arguments.Contains("-dNumCopies=3").ShouldBe(isInTheResult);
        plan.Asked.Copies.ShouldBe(isInTheResult ? null : 3);
        plan.Finishing.Copies.ShouldBeNull(); // what is charged is the document's
    }

    [Fact]
    public void Picture_ForADeviceThatTakesPdf_NeedsNoRenderer() => Decide("image/urf", "pdf").Plan!.Arguments.ShouldBeEmpty();

    // catches: anything that is not a fixed word or a number on a renderer's command line
    [Fact]
    public void Arguments_AreSafe_AndEndWithStandardInput()
    {
        foreach (var to in new[] { "postscript", "pdf", "pclxl", "pcl5", "pwg-raster", "urf" })
        {
            foreach (var from in new[] { "application/pdf", "application/postscript", "image/jpeg", "image/tiff", "image/png" })
            {
                if (Decide(from, to).Plan is { Arguments.IsEmpty: false } plan)
                {
                    plan.Arguments.ShouldContain("-dSAFER");
                    plan.Arguments.ShouldContain("-sOutputFile=-");
                    plan.Arguments[^1].ShouldBe("-");
                }
            }
        }
    }

    private static ConversionDecision Decide(string format, string accepts = "")
    {
        var device = Device(accepts);
        return ConversionPlanner.Decide(Job(format), device, DeviceFormats.Of(device, null), FinishingOptions.AsIs);
    }

    private static ImmutableArray<string> Arguments(DeviceFormats formats, ColourMode colour) =>
        ConversionPlanner.Decide(Job("application/pdf", colour), Device(""), formats, FinishingOptions.AsIs).Plan!.Arguments;

    private static ReplicaDevice Device(string accepts)
    {
        var device = new ReplicaDevice { DeviceId = "hall", Name = "Hall", Protocol = DeliveryProtocol.Raw, Colour = true, Duplex = true };
        device.Accepts.AddRange(accepts.Split(',', StringSplitOptions.RemoveEmptyEntries));
        return device;
    }

    private static HeldJob Job(string format, ColourMode colour = ColourMode.Colour) => TestJobs.Of(new DocumentFacts { Format = format, Colour = colour, Copies = 1, Pages = new PageCount { Pages = 9 } });

    private static IppAttributeGroup Printer() => IppMessageBuilder.Request(IppOperation.Unspecified, 0).Group(IppTag.PrinterAttributes)
        .Mime(IppNames.DocumentFormatSupported, "image/pwg-raster", "application/octet-stream")
        .Add("pwg-raster-document-resolution-supported", new IppResolutionValue(200, 200, IppResolutionUnit.DotsPerInch), new IppResolutionValue(600, 600, IppResolutionUnit.DotsPerInch), new IppResolutionValue(1200, 600, IppResolutionUnit.DotsPerInch))
        .Keyword("pwg-raster-document-type-supported", "sgray_8", "black_1")
        .Build().Find(IppTag.PrinterAttributes)!;
}
