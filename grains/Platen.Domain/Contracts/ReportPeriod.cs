using System.Globalization;

namespace Platen.Domain.Contracts;

/// <summary>A period that a report is sent for, once.</summary>
/// <param name="Key">What it is known by: <c>2026-10</c>, <c>2026-W44</c>: the month or the week that is over.</param>
/// <param name="DueAt">From when on it is sent.</param>
public sealed record ReportPeriod(string Key, DateTimeOffset DueAt)
{
    /// <summary>When reports go out on their day, in the tenant's time zone: late enough that no change to summer time falls on it.</summary>
    public static readonly TimeOnly SentAt = new(6, 0);

    /// <summary>The newest period that is over; null: reports of this interval have none. After a stop of weeks it is one, not many.</summary>
    public static ReportPeriod? Latest(ReportInterval interval, TimeZoneInfo zone, DateTimeOffset now) => interval switch
    {
        ReportInterval.Monthly => Latest(day => new DateOnly(day.Year, day.Month, 1), first => first.AddDays(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture), zone, now),
        ReportInterval.Weekly => Latest(day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), Week, zone, now),
        _ => null,
    };

    private static ReportPeriod Latest(Func<DateOnly, DateOnly> firstDay, Func<DateOnly, string> key, TimeZoneInfo zone, DateTimeOffset now)
    {
        var first = firstDay(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));
        first = Due(first, zone) <= now ? first : firstDay(first.AddDays(-1));
        return new ReportPeriod(key(first), Due(first, zone));
    }

    private static string Week(DateOnly first)
    {
        var monday = first.AddDays(-7).ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(monday)}-W{ISOWeek.GetWeekOfYear(monday):00}");
    }

    // a time of day that a change of the clock leaves out comes an hour later, and one that comes twice counts at its first
    private static DateTimeOffset Due(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(SentAt);
        local = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
