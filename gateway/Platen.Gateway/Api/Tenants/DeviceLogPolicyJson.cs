using Platen.Domain.Devices.Log;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Tenants;

/// <summary>What is kept of devices' logs; in a request, what is left out stays as it is.</summary>
internal sealed record DeviceLogPolicyJson
{
    /// <summary>The zone in which days and months of counter readings end, such as Europe/Berlin; empty: each site's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>How often counters are written down: daily, which includes each month's end, or monthly.</summary>
    public string? Readings { get; init; }

    /// <summary>How long counter readings are kept, in days, 32 to 3,660.</summary>
    public int? KeepReadingsDays { get; init; }

    /// <summary>How long all else is kept, in days, 1 to 3,660.</summary>
    public int? KeepLogDays { get; init; }

    public static DeviceLogPolicyJson Of(DeviceLogPolicy policy) => new()
    {
        TimeZone = policy.TimeZone,
        Readings = Words.Of(policy.Readings),
        KeepReadingsDays = (int)policy.KeepReadings.TotalDays,
        KeepLogDays = (int)policy.KeepLog.TotalDays,
    };

    public DeviceLogPolicy Over(DeviceLogPolicy now, Input input) => new()
    {
        TimeZone = TimeZone ?? now.TimeZone,
        Readings = Readings is null ? now.Readings : input.Word<ReadingSchedule>(Readings, "deviceLog/readings"),
        KeepReadings = KeepReadingsDays is { } readings ? Days(readings) : now.KeepReadings,
        KeepLog = KeepLogDays is { } log ? Days(log) : now.KeepLog,
    };

    // the rules tell what is out of bounds; a number of days that is no time at all must come so far
    private static TimeSpan Days(int days) => TimeSpan.FromDays(Math.Clamp(days, -1, 100_000));
}
