using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Devices;

/// <summary>A device's four ports for workstations at its agent: direct, hold at the device, follow me in the site, follow me with delegates.</summary>
internal sealed record SpoolingJson
{
    /// <summary>Whether the ports are open; left out: no.</summary>
    public bool Enabled { get; init; }

    /// <summary>The first of the four ports, a multiple of ten; left out: 10010.</summary>
    public int? FirstPort { get; init; }

    /// <summary>The agent's own address on which they are open; left out: where the agent listens.</summary>
    public string? Address { get; init; }

    /// <summary>The queue whose prices, times and policies hold for the jobs.</summary>
    public string? Queue { get; init; }

    public static SpoolingJson Of(DeviceSpooling spooling) =>
        new() { Enabled = spooling.Enabled, FirstPort = spooling.FirstPort, Address = spooling.Address, Queue = spooling.Queue?.Value };

    public static DeviceSpooling ToSpooling(SpoolingJson? json, Input input) => new()
    {
        Enabled = json?.Enabled ?? false,
        FirstPort = json?.FirstPort ?? DeviceSpooling.FirstPortDefault,
        Address = json?.Address ?? "",
        Queue = input.OptionalId<QueueId>(json?.Queue, "spooling/queue", QueueId.TryParse),
    };
}
