using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Jobs;

/// <summary>Asks the agent that holds a job to release it at a device.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.jobs.request-release")]
public sealed record RequestRelease
{
    /// <summary>The user's action; a retry carries the same one (I2).</summary>
    [Id(0)]
    public required ReleaseId Release { get; init; }

    /// <summary>Where it shall come out.</summary>
    [Id(1)]
    public required DeviceId Device { get; init; }

    /// <summary>For whom: the owner, if an administrator asks; else who asks.</summary>
    [Id(2)]
    public required UserId User { get; init; }
}
