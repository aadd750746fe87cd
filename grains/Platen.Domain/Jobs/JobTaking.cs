using Platen.Domain.Devices;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>The right to print a job that has copies: one release's, at one agent, until that agent has said how the release ended.</summary>
public sealed record JobTaking
{
    /// <summary>The release.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>The site of the agent that prints.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The agent that prints.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>The device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Who did it; null: nobody in person.</summary>
    public UserId? User { get; init; }

    /// <summary>When, by the server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it is this agent's.</summary>
    public bool IsOf(SiteId site, AgentId agent) => Site == site && Agent == agent;
}
