using System.Collections.Immutable;
using Platen.Domain.Devices;

namespace Platen.Grains.Abstractions.Devices;

/// <summary>A device, and who is logged in there as far as the agent has reported since the grain woke.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.devices.device-view")]
public sealed record DeviceView
{
    /// <summary>The device.</summary>
    [Id(0)]
    public required Device Device { get; init; }

    /// <summary>Who is logged in.</summary>
    [Id(1)]
    public ImmutableArray<DeviceSession> Sessions { get; init; } = [];
}
