using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>The agent, which is the authority over its jobs' data, has handed the job to one release.</summary>
public sealed record JobReleaseStarted : JobFact
{
    /// <summary>The release.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>Where it shall come out.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Who did it; null for an unclaimed job of a direct queue.</summary>
    public UserId? User { get; init; }
}
