using System.Collections.Immutable;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Jobs;

/// <summary>A job as it is held, at one moment: it never changes; a change makes another one (<see cref="IHeldJobs.Find"/>).</summary>
internal sealed record HeldJob
{
    /// <summary>How many finished releases a job remembers; the newest are kept.</summary>
    public const int ReleasesMax = 16;

    /// <summary>The ticket of a job whose sender asked for nothing.</summary>
    public static readonly JobTicket NoTicket = new();

    public required JobId Id { get; init; }

    public required QueueId Queue { get; init; }

    /// <summary>The name that the sender claimed; never an identity by itself.</summary>
    public required string ClaimedUser { get; init; }

    /// <summary>What an owner by <see cref="ClaimedUser"/> would rest on.</summary>
    public OwnerEvidence Evidence { get; init; } = OwnerEvidence.ClaimedName;

    /// <summary>Where it can be released.</summary>
    public JobReach Reach { get; init; } = JobReach.Anywhere;

    /// <summary>The device that it was sent to; null: to none.</summary>
    public DeviceId? SentTo { get; init; }

    /// <summary>Delegates of its owner may release it (PR16).</summary>
    public bool AllowsDelegates { get; init; } = true;

    /// <summary>What was found in the document that reaches beyond printing, and what became of it.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>Null: unclaimed.</summary>
    public UserId? Owner { get; init; }

    public required string Title { get; init; }

    /// <summary>Shared and read-only, although its type does not say so: copy it (<c>Clone()</c>) before putting it into a message that is changed.</summary>
    public required DocumentFacts Facts { get; init; }

    public required IntakeProtocol Protocol { get; init; }

    public required string SourceAddress { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required JobTerms Terms { get; init; }

    /// <summary>The site that gets a copy in advance; it is then released by the cluster's word only. Null: no copies.</summary>
    public SiteId? CopiedTo { get; init; }

    /// <summary>What its sender asked for beside the document. Shared and read-only, as <see cref="Facts"/>.</summary>
    public JobTicket Ticket { get; init; } = NoTicket;

    /// <summary>What to charge, as the sender claims it; may be empty.</summary>
    public string ClaimedAccount { get; init; } = "";

    /// <summary>Whom to charge, as the sender claims it; may be empty.</summary>
    public string ClaimedAccountingUser { get; init; } = "";

    /// <summary>
    /// <see cref="JobState.PendingHeld"/>: waits for a release. <see cref="JobState.Processing"/>: <see cref="Release"/> has it.
    /// <see cref="JobState.Completed"/>: printed, kept for reprint; it can be released again.
    /// </summary>
    public required JobState State { get; init; }

    /// <summary>When it is deleted, unless a release has it then.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The release that has it; not null exactly when <see cref="State"/> is processing.</summary>
    public OpenRelease? Release { get; init; }

    /// <summary>The agent was restarted while a release had the job: what became of it, only the device knows.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>It was printed whole at least once.</summary>
    public bool WasPrinted { get; init; }

    /// <summary>Finished releases, oldest first.</summary>
    public ImmutableArray<FinishedReleaseFact> Releases { get; init; } = [];

    /// <summary>Sealed chunks of the document.</summary>
    public required long ChunkCount { get; init; }

    /// <summary>Where its bytes are.</summary>
    public required DataPlace Place { get; init; }

    /// <summary>Plaintext bytes.</summary>
    public long SizeBytes => Facts.SizeBytes;
}
