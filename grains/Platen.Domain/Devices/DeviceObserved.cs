using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Domain.Devices;

/// <summary>The agent's view of a device, reported when it changes.</summary>
public sealed record DeviceObserved : FactBody
{
    /// <summary>The device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>IPP <c>printer-state</c>: 3 idle, 4 processing, 5 stopped; 0 unreachable.</summary>
    public int PrinterState { get; init; }

    /// <summary>IPP <c>printer-state-reasons</c> keywords.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Life-time page counter.</summary>
    public long? PageCounter { get; init; }

    /// <summary>Serial number, or empty.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Make and model, or empty.</summary>
    public string Model { get; init; } = "";
}
