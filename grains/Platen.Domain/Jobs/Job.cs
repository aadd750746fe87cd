using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>A job as the cluster records it. The document's bytes are at the site; the record only refers to them.</summary>
public sealed record Job
{
    /// <summary>Whose job it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id, made by the agent that received it.</summary>
    public required JobId Id { get; init; }

    /// <summary>The site where its data lies.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The agent that received it, and is the authority over its data.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>The queue that it was sent to.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The name that its sender claimed.</summary>
    public required string ClaimedUser { get; init; }

    /// <summary>Its owner; null: unclaimed.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Where it can be released.</summary>
    public JobReach Reach { get; init; } = JobReach.Anywhere;

    /// <summary>The device that it was sent to, when it was sent to one.</summary>
    public DeviceId? SentTo { get; init; }

    /// <summary>Delegates of its owner may release it (PR16).</summary>
    public bool AllowsDelegates { get; init; } = true;

    /// <summary>The document's name.</summary>
    public required string Title { get; init; }

    /// <summary>What the intake learned about the document.</summary>
    public required DocumentFacts Facts { get; init; }

    /// <summary>How it came in.</summary>
    public required IntakeProtocol Protocol { get; init; }

    /// <summary>The workstation's address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>When the agent accepted it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Its state.</summary>
    public required JobState State { get; init; }

    /// <summary>IPP <c>job-state-reasons</c> keyword, or empty.</summary>
    public string StateReason { get; init; } = "";

    /// <summary>When the state was entered, by the clock of who reported it.</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>The release that has it now, while <see cref="JobState.Processing"/>.</summary>
    public ReleaseId? OpenRelease { get; init; }

    /// <summary>The device of the open or last release.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>How often it was printed.</summary>
    public int PrintedTimes { get; init; }

    /// <summary>Whether the data (and its key) is still there.</summary>
    public bool DataKept { get; init; } = true;

    /// <summary>Its copies, and who may print it; null: it has none, and its agent alone decides.</summary>
    public JobCopies? Copies { get; init; }

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
