namespace Platen.Domain.Devices.Log;

/// <summary>What is kept of devices' logs, and for how long (PV09).</summary>
public sealed record DeviceLogPolicy
{
    /// <summary>The zone in which days and months end, as the IANA names it (<c>Europe/Berlin</c>); empty: each site's agent's own.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>How often counters are written down.</summary>
    public ReadingSchedule Readings { get; init; } = ReadingSchedule.Daily;

    /// <summary>How long readings are kept: 13 months, unless set.</summary>
    public TimeSpan KeepReadings { get; init; } = TimeSpan.FromDays(396);

    /// <summary>How long all other lines are kept.</summary>
    public TimeSpan KeepLog { get; init; } = TimeSpan.FromDays(90);
}
