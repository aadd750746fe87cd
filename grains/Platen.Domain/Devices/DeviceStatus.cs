using System.Collections.Immutable;

namespace Platen.Domain.Devices;

/// <summary>What a device last said about itself.</summary>
public sealed record DeviceStatus
{
    /// <summary>IPP <c>printer-state</c>: 3 idle, 4 processing, 5 stopped; 0 unknown or unreachable.</summary>
    public int PrinterState { get; init; }

    /// <summary>IPP <c>printer-state-reasons</c> keywords.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Life-time page counter.</summary>
    public long? PageCounter { get; init; }

    /// <summary>Serial number, or empty.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Make and model, or empty.</summary>
    public string Model { get; init; } = "";

    /// <summary>When it said so.</summary>
    public DateTimeOffset? ObservedAt { get; init; }
}
