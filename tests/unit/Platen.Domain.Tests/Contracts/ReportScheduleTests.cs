using System.Globalization;
using Platen.Domain.Contracts;
using Platen.Domain.Tenants;

namespace Platen.Domain.Tests.Contracts;

/// <summary>AZ11: when reports are due, in the tenant's time zone, over changes of the clock and ends of months.</summary>
public sealed class ReportScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly ReportRecipient Reader = new()
    {
        Tenant = TenantId.Parse("acme"), Id = RecipientId.New(TimeProvider.System), Address = "a@x.test", Kinds = [ContractReportKind.CustomerContracts], Interval = ReportInterval.Monthly, Contact = "x", Since = At("2026-01-15T00:00Z"), SinceChange = 4,
    };

    // mutants: UTC instead of the zone; the hour of winter in summer; the month that begins instead of the one that is over
    [Theory]
    [InlineData(ReportInterval.Monthly, "2026-03-01T04:59Z", "2026-01", "2026-02-01T05:00Z")]
    [InlineData(ReportInterval.Monthly, "2026-03-01T05:00Z", "2026-02", "2026-03-01T05:00Z")]
    [InlineData(ReportInterval.Monthly, "2026-04-01T04:00Z", "2026-03", "2026-04-01T04:00Z")]
    [InlineData(ReportInterval.Monthly, "2026-11-01T04:59Z", "2026-09", "2026-10-01T04:00Z")]
    [InlineData(ReportInterval.Monthly, "2026-11-01T05:00Z", "2026-10", "2026-11-01T05:00Z")]
    [InlineData(ReportInterval.Monthly, "2025-12-31T23:30Z", "2025-11", "2025-12-01T05:00Z")]
    [InlineData(ReportInterval.Monthly, "2024-03-31T12:00Z", "2024-02", "2024-03-01T05:00Z")]
    [InlineData(ReportInterval.Weekly, "2026-03-29T12:00Z", "2026-W12", "2026-03-23T05:00Z")]
    [InlineData(ReportInterval.Weekly, "2026-03-30T03:59Z", "2026-W12", "2026-03-23T05:00Z")]
    [InlineData(ReportInterval.Weekly, "2026-03-30T04:00Z", "2026-W13", "2026-03-30T04:00Z")]
    [InlineData(ReportInterval.Weekly, "2026-10-26T05:00Z", "2026-W43", "2026-10-26T05:00Z")]
    [InlineData(ReportInterval.Weekly, "2027-01-04T06:00Z", "2026-W53", "2027-01-04T05:00Z")]
    public void Period_IsTheNewestThatIsOver(ReportInterval interval, string now, string key, string due) =>
        ReportPeriod.Latest(interval, Berlin, At(now)).ShouldBe(new ReportPeriod(key, At(due)));

    // a zone whose clock once left out six o'clock of a first: the whole 30th of December 2011 is missing in Samoa
    [Fact]
    public void Period_InAZoneThatLeavesOutADay_IsFoundAllTheSame()
    {
        var samoa = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia");
        for (var now = At("2011-12-20T00:00Z"); now < At("2012-01-10T00:00Z"); now += TimeSpan.FromHours(1))
        {
            var period = ReportPeriod.Latest(ReportInterval.Weekly, samoa, now).ShouldNotBeNull();
            period.DueAt.ShouldBeInRange(now - TimeSpan.FromDays(8), now);
        }
    }

    [Fact]
    public void Report_IsDueOnce_AndAfterWeeksOfStandstillOnce()
    {
        Due(null, At("2026-01-31T12:00Z")).ShouldBeNull("what was due before it was set up is not sent");
        Due(null, At("2026-02-01T05:00Z"))!.Key.ShouldBe("2026-01");
        var sent = Sent("2026-01", At("2026-02-01T05:00Z"));
        Due(sent, At("2026-02-28T12:00Z")).ShouldBeNull();
        Due(sent, At("2026-06-20T12:00Z"))!.Key.ShouldBe("2026-05", "one for four months");
        (ReportSchedule.Due(Reader with { Active = false }, null, new ContractMark(4, null, null), Berlin, At("2026-02-01T05:00Z"))).ShouldBeNull();
    }

    // mutant: another time zone sends a period again that was sent
    [Fact]
    public void Report_AfterTheZoneIsChanged_IsNotSentAgain()
    {
        var sent = Sent("2026-01", At("2026-02-01T05:00Z"));
        ReportSchedule.Due(Reader, sent, new ContractMark(4, null, null), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland"), At("2026-02-01T06:00Z")).ShouldBeNull();
        ReportSchedule.Due(Reader, sent, new ContractMark(4, null, null), TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"), At("2026-02-01T20:00Z")).ShouldBeNull();
    }

    // mutants: each change is a mail; somebody who never stops changing holds it up for ever
    [Fact]
    public void Changes_AreTold_WhenTheyHaveRested()
    {
        var reader = Reader with { Interval = ReportInterval.OnChange };
        var (first, last) = (At("2026-02-01T08:00Z"), At("2026-02-01T08:30Z"));
        ReportSchedule.Due(reader, null, new ContractMark(4, null, null), Berlin, last).ShouldBeNull();
        ReportSchedule.Due(reader, null, new ContractMark(6, first, last), Berlin, last.AddMinutes(9)).ShouldBeNull();
        ReportSchedule.Due(reader, null, new ContractMark(6, first, last), Berlin, last.AddMinutes(10))!.Key.ShouldBe("change-00000006");
        ReportSchedule.Due(reader, null, new ContractMark(9, first, first.AddMinutes(59)), Berlin, first.AddMinutes(60))!.Key.ShouldBe("change-00000009");
        ReportSchedule.Behind(reader, null).ShouldBe(4);
        ReportSchedule.Behind(reader, Sent("change-00000006", last) with { UpTo = 6 }).ShouldBe(6);
    }

    private static ReportPeriod? Due(ReportSending? latest, DateTimeOffset now) => ReportSchedule.Due(Reader, latest, new ContractMark(4, null, null), Berlin, now);

    private static ReportSending Sent(string period, DateTimeOffset at) =>
        new() { Tenant = Reader.Tenant, Recipient = Reader.Id, Kind = ContractReportKind.CustomerContracts, Period = period, At = at, Mail = Guid.CreateVersion7(at), UpTo = 4 };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
