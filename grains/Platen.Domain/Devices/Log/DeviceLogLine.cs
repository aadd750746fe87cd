namespace Platen.Domain.Devices.Log;

/// <summary>One line of what a device told of itself. Texts are the device's own, and are within <see cref="DeviceLogRules"/> once the server has taken them.</summary>
public sealed record DeviceLogLine
{
    /// <summary>When, by the agent's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it is about.</summary>
    public required DeviceLogKind Kind { get; init; }

    /// <summary>How much it matters.</summary>
    public DeviceLogSeverity Severity { get; init; } = DeviceLogSeverity.Information;

    /// <summary>A word for programs: an alert's code (IANA-PRINTER-MIB), or what the device is now (<c>stopped</c>, <c>ready</c>, <c>unreachable</c>).</summary>
    public string Code { get; init; } = "";

    /// <summary>For people.</summary>
    public string Text { get; init; } = "";

    /// <summary>A reading's counter.</summary>
    public long? Counter { get; init; }

    /// <summary>What it counts: <c>impressions</c>, <c>sheets</c>, or empty where the device does not say.</summary>
    public string CounterUnit { get; init; } = "";

    /// <summary>The serial number that the device gave, or empty.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Why a reading was made.</summary>
    public ReadingCause Cause { get; init; }

    /// <summary>What a reading is for, such as <c>d:2026-11-30</c> or <c>m:2026-11</c>: a device has one of each, however often it is told. Empty: any number.</summary>
    public string Slot { get; init; } = "";

    /// <summary>How many lines are not there (<see cref="DeviceLogKind.Suppressed"/>).</summary>
    public int Count { get; init; }
}
