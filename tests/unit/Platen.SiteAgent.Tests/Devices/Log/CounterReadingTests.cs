using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices.Log;

namespace Platen.SiteAgent.Tests.Devices.Log;

/// <summary>LG04: counters for billing.</summary>
public sealed class CounterReadingTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Counter_IsWrittenDownOnceADay_InTheTenantsZone()
    {
        var looks = new Looks("Europe/Berlin");
        var first = looks.At(default, Looks.Well).Readings.ShouldHaveSingleItem();
        (first.Counter, first.CounterUnit, first.SerialNumber, first.Cause, first.Slot).ShouldBe((100, "impressions", "A1", ReadingCause.Daily, "d:2026-11-28"));

        looks.At(Hour * 10.5, Looks.Well with { PageCounter = 130 }).Readings.ShouldBeEmpty("22:30 UTC, still the 28th in Berlin");
        looks.At(Hour * 0.75, Looks.Well with { PageCounter = 140 }).Readings.ShouldHaveSingleItem().Slot.ShouldBe("d:2026-11-29");
        looks.Now = looks.Now.AddDays(-3);
        looks.At(default, Looks.Well with { PageCounter = 141 }).Readings.ShouldBeEmpty("a clock that was set back");
    }

    // mutant: the month's reading is the first of the next month, which has that month's pages in it when the device was off over the night
    [Fact]
    public void MonthsEnd_HasTheLastCounterThatWasSeenInTheMonth()
    {
        var looks = new Looks { Schedule = ReadingSchedule.Monthly };
        looks.At(default, Looks.Well).Readings.ShouldBeEmpty("of the month's end only");
        looks.At(TimeSpan.FromDays(2), Looks.Well with { PageCounter = 180 });
        var seen = looks.Now;

        var reading = looks.At(TimeSpan.FromDays(3), Looks.Well with { PageCounter = 250 }).Readings.ShouldHaveSingleItem();

        (reading.Counter, reading.Cause, reading.Slot, reading.At.ToDateTimeOffset()).ShouldBe((180, ReadingCause.MonthEnd, "m:2026-11", seen));
    }

    [Fact]
    public void Exchange_IsWrittenDownOnBothSides()
    {
        var looks = new Looks();
        looks.At(default, Looks.Well);

        var readings = looks.At(Hour, Looks.Well with { SerialNumber = "B2", PageCounter = 7 }).Readings;

        readings.Select(reading => (reading.Cause, reading.Counter, reading.SerialNumber)).ShouldBe([(ReadingCause.BeforeExchange, 100, "A1"), (ReadingCause.AfterExchange, 7, "B2")]);
    }

    [Fact]
    public void Counter_ThatWentBackwards_IsMarked_AndCountsFromThere()
    {
        var looks = new Looks();
        looks.At(default, Looks.Well);

        var mark = looks.At(Hour, Looks.Well with { PageCounter = 3 }).Readings.ShouldHaveSingleItem();
        (mark.Cause, mark.Counter, mark.Text, mark.Severity).ShouldBe((ReadingCause.Backwards, 3, "100 before", DeviceLogSeverity.Warning));
        looks.At(Hour, Looks.Well with { PageCounter = 4 }).Readings.ShouldBeEmpty();
    }

    // mutant: what the device counts by IPP is held against what it counts by SNMP, and a lost datagram is a counter that went backwards
    [Fact]
    public void Counter_ThatComesAnotherWayForOnce_SaysNothing()
    {
        var looks = new Looks();
        looks.At(default, Looks.Well);

        looks.At(Hour, Looks.Well with { PageCounter = 40, CountedBySnmp = false }).Readings.ShouldBeEmpty();
        looks.At(Hour, Looks.Well with { PageCounter = 101 }).Readings.ShouldBeEmpty();
        looks.Trace!.Counter.ShouldBe(101);

        looks.At(TimeSpan.FromDays(4), Looks.Well with { PageCounter = 44, CountedBySnmp = false }).Readings.Select(reading => reading.Cause).ShouldContain(ReadingCause.Daily, "in the end it is what there is");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-2L)]
    public void Counter_ThatIsNone_IsNotWrittenDown(long? counter) => new Looks().At(default, Looks.Well with { PageCounter = counter }).Readings.ShouldBeEmpty();
}
