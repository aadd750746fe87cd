using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Sites;

/// <summary>
/// An agent's event that could not be applied: its sequence is committed, so that the agent's journal goes on, and the event itself is kept here until somebody has retried or discarded it. Nothing is silently skipped.
/// </summary>
public sealed record ParkedEvent
{
    /// <summary>The largest event that is kept whole, in bytes: what an agent's journal takes.</summary>
    public const int RawBytesMax = 64 * 1024;

    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id, UUID version 7 as text: a journal that was put back may report a sequence twice.</summary>
    public required string Id { get; init; }

    /// <summary>The agent's site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The agent that reported it.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>Its place in the agent's journal.</summary>
    public required long Sequence { get; init; }

    /// <summary>What kind of event it is, as far as that is known.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, as the audit log names it: job:…, device:…</summary>
    public required string Subject { get; init; }

    /// <summary>Why it is parked, as a keyword of <see cref="Jobs.RejectionReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>What is wrong with it, for people; empty: the reason says all.</summary>
    public string Problem { get; init; } = "";

    /// <summary>When it happened, as far as the agent's clock is believed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was parked.</summary>
    public required DateTimeOffset ParkedAt { get; init; }

    /// <summary>The event as the agent sent it; empty in lists, and where it was too large to keep. Sealed in the database, because titles and names may be in it.</summary>
    public ImmutableArray<byte> Raw { get; init; } = [];

    /// <summary>How often it was retried in vain.</summary>
    public int Retries { get; init; }

    /// <summary>When it was retried last; null: never.</summary>
    public DateTimeOffset? RetriedAt { get; init; }

    /// <summary>Grows by one with each change; the compare-and-swap guard, by which a retry applies it once.</summary>
    public long Version { get; init; }
}
