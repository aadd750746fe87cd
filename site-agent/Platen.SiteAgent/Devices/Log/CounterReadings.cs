using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>
/// When a counter is written down (LG04): the first of each local day, the last that was seen of each month, and both sides of an exchange or of a counter that went backwards. A reading names what it is for (its slot); the server takes one of
/// each, so that a restart at a bad moment bills nothing twice.
/// </summary>
internal static class CounterReadings
{
    /// <summary>A counter that comes another way than before (IPP, not SNMP) may be another number: it counts only when the other was not seen for so long.</summary>
    private static readonly TimeSpan OtherWayAfter = TimeSpan.FromDays(3);

    public static (DeviceTrace Trace, ImmutableArray<DeviceLogLine> Lines) Of(DeviceTrace trace, DeviceLook look, bool isExchanged)
    {
        if (look.Status.PageCounter is not (>= 0 and var counter) || IsOfAnotherWay(trace, look, isExchanged))
        {
            return (trace, []);
        }

        var lines = ImmutableArray.CreateBuilder<DeviceLogLine>();
        var day = TimeZoneInfo.ConvertTime(look.At, look.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        AddMonthEnd(lines, trace, look, day);
        if (trace.Counter is { } before && isExchanged)
        {
            lines.Add(Last(trace, ReadingCause.BeforeExchange, $"x:{day}:{before}:before"));
            lines.Add(Now(look, counter, ReadingCause.AfterExchange, $"x:{day}:{before}:after", ""));
        }
        else if (trace.Counter is { } higher && counter < higher && !WayChanged(trace, look))
        {
            lines.Add(Now(look, counter, ReadingCause.Backwards, $"b:{day}:{higher}", string.Create(CultureInfo.InvariantCulture, $"{higher} before")));
        }

        // a clock that was set back writes no day twice
        var isNewDay = string.CompareOrdinal(day, trace.Day) > 0;
        if (isNewDay && look.Schedule != ReadingSchedule.Monthly)
        {
            lines.Add(Now(look, counter, ReadingCause.Daily, $"d:{day}", ""));
        }

        var next = trace with
        {
            Counter = counter,
            CounterAt = look.At,
            CounterUnit = look.Status.CounterUnit,
            CountedBySnmp = look.Status.CountedBySnmp,
            Day = isNewDay ? day : trace.Day,
        };
        return (next, lines.ToImmutable());
    }

    private static bool WayChanged(DeviceTrace trace, DeviceLook look) => trace.Counter is not null && trace.CountedBySnmp != look.Status.CountedBySnmp;

    private static bool IsOfAnotherWay(DeviceTrace trace, DeviceLook look, bool isExchanged) => !isExchanged && WayChanged(trace, look) && look.At - trace.CounterAt < OtherWayAfter;

    // the last that was seen before the month was over, with its own time: what came afterwards is the next month's
    private static void AddMonthEnd(ImmutableArray<DeviceLogLine>.Builder lines, DeviceTrace trace, DeviceLook look, string day)
    {
        if (trace.Counter is not null && trace.Day.Length == day.Length && string.CompareOrdinal(day[..7], trace.Day[..7]) > 0)
        {
            lines.Add(Last(trace, ReadingCause.MonthEnd, $"m:{trace.Day[..7]}"));
        }
    }

    private static DeviceLogLine Last(DeviceTrace trace, ReadingCause cause, string slot) => new()
    {
        At = Timestamp.FromDateTimeOffset(trace.CounterAt),
        Kind = DeviceLogKind.Reading,
        Severity = DeviceLogSeverity.Information,
        Counter = trace.Counter!.Value,
        CounterUnit = trace.CounterUnit,
        SerialNumber = trace.SerialNumber,
        Cause = cause,
        Slot = slot,
    };

    private static DeviceLogLine Now(DeviceLook look, long counter, ReadingCause cause, string slot, string text)
    {
        var line = DeviceDiff.Line(look, DeviceLogKind.Reading, cause == ReadingCause.Backwards ? DeviceLogSeverity.Warning : DeviceLogSeverity.Information, "", text);
        (line.Counter, line.CounterUnit, line.Cause, line.Slot) = (counter, look.Status.CounterUnit, cause, slot);
        return line;
    }
}
