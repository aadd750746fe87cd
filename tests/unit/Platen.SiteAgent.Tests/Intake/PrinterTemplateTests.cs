using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>What a queue tells is what reaches the paper: nothing is supported that its device is never asked for.</summary>
public sealed class PrinterTemplateTests
{
    private const string Pdf = "application/pdf";
    private const string Raster = "image/pwg-raster";

    // mutant: the same list for every device
    [Theory]
    [InlineData(DeliveryProtocol.Ipp, false, Pdf, true, true, true, true, true)]
    [InlineData(DeliveryProtocol.Ipps, false, Raster, true, true, true, true, false)]
    [InlineData(DeliveryProtocol.Raw, true, Pdf, true, true, true, false, false)]
    [InlineData(DeliveryProtocol.Raw, false, Pdf, false, false, false, false, false)]
    [InlineData(DeliveryProtocol.Raw, false, Raster, true, true, false, false, false)]
    [InlineData(DeliveryProtocol.Lpr, false, Pdf, false, false, false, false, false)]
    public void Template_OfADirectQueue_IsWhatItsDeviceCanBeAskedFor(DeliveryProtocol protocol, bool pjl, string format, bool twoSided, bool monochrome, bool draft, bool fit, bool ranges)
    {
        var traits = PrinterTraits.Of(new ReplicaDevice { Protocol = protocol, Pjl = pjl, Colour = true, Duplex = true });
        bool Takes(IppAttribute attribute) => JobTemplates.Check(new IppAttributeGroup(IppTag.JobAttributes, [attribute]), traits, format).Kept.Length == 1;

        Takes(Word(IppNames.Sides, "two-sided-long-edge")).ShouldBe(twoSided);
        Takes(Word(IppNames.PrintColorMode, "monochrome")).ShouldBe(monochrome);
        Takes(new IppAttribute(IppNames.PrintQuality, [new IppIntegerValue(IppTag.Enum, 3)])).ShouldBe(draft);
        Takes(Word("print-scaling", "fit")).ShouldBe(fit);
        Takes(new IppAttribute(IppNames.PageRanges, [new IppRangeValue(1, 2)])).ShouldBe(ranges);
        Takes(new IppAttribute(IppNames.Copies, [new IppIntegerValue(IppTag.Integer, 999)])).ShouldBeTrue();
        Takes(new IppAttribute(IppNames.Copies, [new IppIntegerValue(IppTag.Integer, 1000)])).ShouldBeFalse();
    }

    // catches: what a conversion makes by itself denied to the client, or told of a device that gets the document as it is
    [Theory]
    [InlineData("pcl5", Pdf, true)]
    [InlineData("postscript,pdf", Pdf, false)]
    [InlineData("jpeg", Pdf, false)]
    [InlineData("pcl5", "image/jpeg", false)]
    public void Template_OfADirectQueueWhoseDeviceGetsPdfConverted_HasWhatIsMadeOnTheWay(string accepts, string format, bool isMade)
    {
        var device = new ReplicaDevice { Protocol = DeliveryProtocol.Raw, Colour = true, Duplex = true };
        device.Accepts.AddRange(accepts.Split(','));
        var traits = PrinterTraits.Of(device);
        bool Takes(IppAttribute attribute) => JobTemplates.Check(new IppAttributeGroup(IppTag.JobAttributes, [attribute]), traits, format).Kept.Length == 1;

        Takes(new IppAttribute(IppNames.PageRanges, [new IppRangeValue(1, 2)])).ShouldBe(isMade);
        Takes(Word(IppNames.Sides, "two-sided-long-edge")).ShouldBe(isMade);
        Takes(Word(IppNames.PrintColorMode, "monochrome")).ShouldBe(isMade);
    }

    // catches: a collection of the client passed on to devices as it came
    [Theory]
    [InlineData("media-size-name", "iso_a4_210x297mm", true)]
    [InlineData("media-size-name", "iso_a0_841x1189mm", false)]
    [InlineData("media-type", "gold-leaf", false)]
    [InlineData("media-evil", "yes", false)]
    public void MediaCol_IsTakenWithKnownMembersOnly(string member, string value, bool isTaken)
    {
        var media = new IppAttribute(IppNames.MediaCol, [new IppCollectionValue([Word(member, value)])]);

        JobTemplates.Check(new IppAttributeGroup(IppTag.JobAttributes, [media]), PrinterTraits.Of(null), Pdf).Kept.Length.ShouldBe(isTaken ? 1 : 0);
    }

    private static IppAttribute Word(string name, string value) => new(name, [new IppStringValue(IppTag.Keyword, value)]);
}
