using Platen.Domain.Queues;

namespace Platen.Domain.Devices;

/// <summary>
/// Device spooling (PR13 to PR17): four RAW ports at the agent that stand for one device, open only while it is enabled. In order from the first: direct, hold at this device, follow me in the
/// site, follow me with delegates.
/// </summary>
public sealed record DeviceSpooling
{
    /// <summary>The first of the four ports where nothing else is set (10010 to 10013).</summary>
    public const int FirstPortDefault = 10_010;

    /// <summary>How many ports there are.</summary>
    public const int Ports = 4;

    /// <summary>Ports are given out in tens, so that two devices' ports never overlap.</summary>
    public const int PortStep = 10;

    /// <summary>Whether the ports are open (PR17).</summary>
    public bool Enabled { get; init; }

    /// <summary>The first of the four ports: a multiple of ten, 1,030 to 65,530.</summary>
    public int FirstPort { get; init; } = FirstPortDefault;

    /// <summary>The agent's own address on which this device's ports are open; empty: the agent's listening address. Devices with addresses of their own can all have the same ports.</summary>
    public string Address { get; init; } = "";

    /// <summary>The queue whose prices, times and policies hold for the jobs.</summary>
    public QueueId? Queue { get; init; }
}
