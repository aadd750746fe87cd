using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Jobs;

/// <summary>An agent asks for the right to print a job that has copies, for one release.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.jobs.take-release")]
public sealed record TakeRelease
{
    /// <summary>The user's action; a retry carries the same one and gets the same answer (I2).</summary>
    [Id(0)]
    public required ReleaseId Release { get; init; }

    /// <summary>The site of the agent that will print.</summary>
    [Id(1)]
    public required SiteId Site { get; init; }

    /// <summary>The agent that will print.</summary>
    [Id(2)]
    public required AgentId Agent { get; init; }

    /// <summary>A device of that site.</summary>
    [Id(3)]
    public required DeviceId Device { get; init; }

    /// <summary>Who releases; null: nobody in person.</summary>
    [Id(4)]
    public UserId? User { get; init; }

    /// <summary>It will be printed from the copy.</summary>
    [Id(5)]
    public bool FromCopy { get; init; }

    /// <summary>Who asks knows that the job was printed before.</summary>
    [Id(6)]
    public bool IsReprint { get; init; }
}
