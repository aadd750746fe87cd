using Platen.Domain.Accounting;
using Platen.Domain.Jobs;
using Platen.Domain.Tests.Jobs;

namespace Platen.Domain.Tests.Accounting;

/// <summary>Mutants: multiply the device's count by the copies; charge a broken job by the document's count; take the first count instead of the best.</summary>
public sealed class ChargingTests
{
    [Fact]
    public void Count_AgentsBestCount_IsTaken() =>
        Charging.Count(Sample.Finished(ReleaseOutcome.Completed) with { Printed = new PageCount(7, PageEvidence.Device) }).ShouldBe(new PageCount(7, PageEvidence.Device));

    [Fact]
    public void Count_DeviceEvidence_IsOfAllCopies() =>
        Charging.Count(Sample.Finished(ReleaseOutcome.Completed)).ShouldBe(new PageCount(6, PageEvidence.Device));

    [Fact]
    public void Count_ParsedEvidence_IsMultipliedByCopies() =>
        Charging.Count(Sample.Finished(ReleaseOutcome.Completed) with { Evidence = [new PageCount(3, PageEvidence.Parsed)], Copies = 5 }).Pages.ShouldBe(15);

    [Fact]
    public void Count_SeveralWithoutDevice_TheBestOneCounts() =>
        Charging.Count(Sample.Finished(ReleaseOutcome.Completed) with { Evidence = [new(9, PageEvidence.Declared), new(4, PageEvidence.Rendered), new(3, PageEvidence.Parsed)], Copies = 1 })
            .ShouldBe(new PageCount(4, PageEvidence.Rendered, "others say: the document 9, the document 3"));

    [Fact]
    public void Count_NothingKnown_IsUnknownAndCostsNothing()
    {
        var count = Charging.Count(Sample.Finished(ReleaseOutcome.Completed) with { Evidence = [PageCount.Unknown("no DSC")] });
        count.Pages.ShouldBeNull();
        Charging.PriceE4(count, Sample.Context.Queue!.Prices, ColourMode.Colour, Sides.OneSided).ShouldBe(0);
    }

    [Fact]
    public void Count_Partial_IsTheDevicesOnly() =>
        Charging.Count(Sample.Finished(ReleaseOutcome.Partial) with { Printed = new PageCount(100, PageEvidence.Parsed), Evidence = [new(100, PageEvidence.Parsed), new(4, PageEvidence.Device)] })
            .ShouldBe(new PageCount(4, PageEvidence.Device));

    [Fact]
    public void Count_PartialWithoutDevice_IsUnknown() =>
        Charging.Count(Sample.Finished(ReleaseOutcome.Partial) with { Evidence = [new(100, PageEvidence.Parsed)] }).Pages.ShouldBeNull();

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Count_Unbelievable_IsPassedOver(int pages) =>
        Charging.Count(Sample.Finished(ReleaseOutcome.Completed) with { Evidence = [new(pages, PageEvidence.Device), new(3, PageEvidence.Parsed)], Copies = 1 }).ShouldBe(new PageCount(3, PageEvidence.Parsed));

    [Theory]
    [InlineData(0, ColourMode.Colour, Sides.OneSided, 0)]
    [InlineData(2, ColourMode.Monochrome, Sides.OneSided, 650)]
    [InlineData(2, ColourMode.Unspecified, Sides.OneSided, 2_050)]
    [InlineData(2, ColourMode.Colour, Sides.TwoSidedLongEdge, 1_850)]
    public void Price_ByColourAndSides_IsExact(int impressions, ColourMode colour, Sides sides, long expected) =>
        Sample.Context.Queue!.Prices.Price(impressions, colour, sides).ShouldBe(expected);
}
