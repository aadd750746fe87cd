using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Domain.Jobs;

/// <summary>
/// What is recorded of a job's copies, and who may print it (ADR 0040). It is part of the job's row, so each change of it is a compare-and-swap of that row, in one transaction with the audit entry.
/// </summary>
public sealed record JobCopies
{
    /// <summary>Ended releases that are remembered; the newest stay.</summary>
    public const int EndedMax = 16;

    /// <summary>The site that keeps the copy.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The agent there that has the whole copy; null: none has it (yet).</summary>
    public AgentId? Agent { get; init; }

    /// <summary>Since when it has it, by that agent's clock.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The copy is to be destroyed, or is destroyed: nobody prints from it any more.</summary>
    public bool IsDropped { get; init; }

    /// <summary>Grows with each taking, and when an administrator gives one up.</summary>
    public long Epoch { get; init; }

    /// <summary>Who has the right to print now; null: nobody.</summary>
    public JobTaking? Taken { get; init; }

    /// <summary>Releases that are over, oldest first: none of them gets the right again.</summary>
    public ImmutableArray<ReleaseId> Ended { get; init; } = [];

    /// <summary>A copy that can be printed is there.</summary>
    public bool IsWhole => Agent is not null && !IsDropped;

    /// <summary>The right was given back, by the word of who had it or by an administrator's.</summary>
    public JobCopies GiveBack() => Taken is { } taken
        ? this with { Taken = null, Ended = [.. Ended.Skip(Math.Max(0, Ended.Length + 1 - EndedMax)), taken.Release] }
        : this;
}
