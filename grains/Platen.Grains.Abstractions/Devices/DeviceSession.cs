using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Devices;

/// <summary>Somebody who is logged in at a device's panel.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.devices.device-session")]
public sealed record DeviceSession
{
    /// <summary>The panel session.</summary>
    [Id(0)]
    public required string Session { get; init; }

    /// <summary>Who.</summary>
    [Id(1)]
    public required UserId User { get; init; }

    /// <summary>Since when, by the agent's clock.</summary>
    [Id(2)]
    public required DateTimeOffset Since { get; init; }
}
