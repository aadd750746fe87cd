using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Users;

/// <summary>A login by a panel's code.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.qr-login-view")]
public sealed record QrLoginView
{
    /// <summary>The device's site.</summary>
    [Id(0)]
    public required SiteId Site { get; init; }

    /// <summary>The device.</summary>
    [Id(1)]
    public required DeviceId Device { get; init; }

    /// <summary>The number that the panel shows, 10 to 99; 0: not for the phone.</summary>
    [Id(2)]
    public int Number { get; init; }

    /// <summary>Numbers of which the phone's user finds the panel's.</summary>
    [Id(3)]
    public required ImmutableArray<int> Choices { get; init; }

    /// <summary>When it is over.</summary>
    [Id(4)]
    public required DateTimeOffset EndsAt { get; init; }
}
