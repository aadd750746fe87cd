using System.Collections.Immutable;
using Platen.SiteAgent.Devices.Log;

namespace Platen.SiteAgent.Devices;

/// <summary>What a device says about itself now.</summary>
internal sealed record DeviceStatus
{
    /// <summary>IPP <c>printer-state</c>: 3 idle, 4 processing, 5 stopped; 0 unreachable.</summary>
    public required int PrinterState { get; init; }

    /// <summary>IPP <c>printer-state-reasons</c>, without <c>none</c>.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Life-time page counter; null: not told.</summary>
    public long? PageCounter { get; init; }

    /// <summary>It was read by SNMP: what the device counts by IPP may be another number.</summary>
    public bool CountedBySnmp { get; init; }

    /// <summary>What that counts: <c>impressions</c>, <c>sheets</c>, or empty where the device does not say.</summary>
    public string CounterUnit { get; init; } = "";

    public string SerialNumber { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>The version of what runs in it, or empty where it is part of the model.</summary>
    public string Firmware { get; init; } = "";

    /// <summary>For how long it has been on; null: not told.</summary>
    public TimeSpan? UpTime { get; init; }

    /// <summary>The alerts that it raises; default: not told.</summary>
    public ImmutableArray<DeviceAlert> Alerts { get; init; }

    /// <summary>The formats that it says it takes.</summary>
    public IppFormats Formats { get; init; } = IppFormats.None;

    /// <summary>Why it cannot print now, for people; empty when it can.</summary>
    public string Obstacle { get; init; } = "";

    /// <summary>The obstacle can go away without anybody doing something: it did not answer, but it may be waking up.</summary>
    public bool MayPass { get; init; }
}
