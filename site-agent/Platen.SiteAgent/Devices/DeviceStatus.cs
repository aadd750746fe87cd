using System.Collections.Immutable;

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

    public string SerialNumber { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>The formats that it says it takes.</summary>
    public IppFormats Formats { get; init; } = IppFormats.None;

    /// <summary>Why it cannot print now, for people; empty when it can.</summary>
    public string Obstacle { get; init; } = "";

    /// <summary>The obstacle can go away without anybody doing something: it did not answer, but it may be waking up.</summary>
    public bool MayPass { get; init; }
}
