using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>A job is whole, encrypted and on the agent's disk, and its sender has been told so.</summary>
public sealed record JobReceived : JobFact
{
    /// <summary>The queue that it was sent to.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The name that the sender claimed; never an identity by itself.</summary>
    public required string ClaimedUser { get; init; }

    /// <summary>Resolved from the agent's replica; null: unclaimed.</summary>
    public UserId? Owner { get; init; }

    /// <summary>What the owner rests on; unspecified: the agent does not say.</summary>
    public OwnerEvidence Evidence { get; init; }

    /// <summary>Where it can be released.</summary>
    public JobReach Reach { get; init; } = JobReach.Anywhere;

    /// <summary>The device that it was sent to, when it was sent to one.</summary>
    public DeviceId? SentTo { get; init; }

    /// <summary>Delegates of its owner may release it (PR16).</summary>
    public bool AllowsDelegates { get; init; } = true;

    /// <summary>What was found in the document that reaches beyond printing, and what became of it; a few words each.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>The site that gets a copy in advance; null: there are none. The agent releases a job with copies by the server's word only.</summary>
    public SiteId? CopiedTo { get; init; }

    /// <summary>The document's name.</summary>
    public required string Title { get; init; }

    /// <summary>What the intake learned about the document.</summary>
    public required DocumentFacts Facts { get; init; }

    /// <summary>How it came in.</summary>
    public required IntakeProtocol Protocol { get; init; }

    /// <summary>Address of the workstation, without port.</summary>
    public string SourceAddress { get; init; } = "";
}
