using System.Collections.Immutable;

namespace Platen.Domain.Sites;

/// <summary>
/// Tells a journal that continues what the record has from one that was put back from a backup, and an agent that runs ahead of a record that was itself put back (ADR 0036). Every start of an agent draws a random id and notes at
/// which sequence it begins. The record keeps the starts that it has let in; a journal without the newest of them, or in which another start follows that one before the end of what is committed, is a fork.
/// </summary>
public static class AgentLineage
{
    /// <summary>Starts that the record keeps of an agent; more than the newest one only serve to find where a fork begins.</summary>
    public const int StartsKept = 16;

    /// <summary>Decides about a link; writes nothing.</summary>
    public static LineageVerdict Judge(SiteAgent agent, JournalClaim claim, DateTimeOffset now)
    {
        if (claim.Starts.IsEmpty)
        {
            return new LineageVerdict(LineageCode.Continues, agent); // an agent of before, which checks for itself that its journal is not behind
        }

        if (ForkedFrom(agent, claim) is { } from)
        {
            return Decide(agent, claim, Fence(FenceKind.Forked, agent, claim, from, agent.EventsCommitted, now), resumeAfter: from - 1);
        }

        if (claim.Acknowledged > agent.EventsCommitted && claim.Oldest > agent.EventsCommitted + 1)
        {
            return Decide(agent, claim, Fence(FenceKind.ServerBehind, agent, claim, agent.EventsCommitted + 1, claim.Oldest - 1, now), resumeAfter: claim.Oldest - 1);
        }

        return new LineageVerdict(claim.Acknowledged > agent.EventsCommitted ? LineageCode.Resend : LineageCode.Continues, LetIn(agent, claim));
    }

    // The first sequence that the journal and the record may have of different events; null: they continue each other.
    private static long? ForkedFrom(SiteAgent agent, JournalClaim claim)
    {
        if (agent.Starts.IsEmpty)
        {
            return claim.Last < agent.EventsCommitted ? AfterAcknowledged(agent, claim) : null;
        }

        var newest = IndexOf(claim, agent.Starts[^1]);
        if (newest < 0)
        {
            return AfterCommon(agent, claim);
        }

        if (newest + 1 < claim.Starts.Length)
        {
            var next = claim.Starts[newest + 1].FirstSequence;
            return next <= agent.EventsCommitted ? next : null;
        }

        // the very same start, with less than it has reported: the machine went back in time while the program ran
        return claim.Last < agent.EventsCommitted ? AfterAcknowledged(agent, claim) : null;
    }

    private static long AfterCommon(SiteAgent agent, JournalClaim claim)
    {
        var common = claim.Starts.ToList().FindLastIndex(start => agent.Starts.Any(known => known.Id == start.Id));
        return common >= 0 && common + 1 < claim.Starts.Length ? Math.Min(claim.Starts[common + 1].FirstSequence, agent.EventsCommitted + 1) : AfterAcknowledged(agent, claim);
    }

    // What was acknowledged to this journal is in the record. What comes again is known by its job and release, and not charged twice.
    private static long AfterAcknowledged(SiteAgent agent, JournalClaim claim) => Math.Min(claim.Acknowledged, agent.EventsCommitted) + 1;

    private static LineageVerdict Decide(SiteAgent agent, JournalClaim claim, AgentFence found, long resumeAfter)
    {
        if (agent.Fence is { Accepted: true } accepted && accepted.Kind == found.Kind && IndexOf(claim, accepted.Start) >= 0)
        {
            return new LineageVerdict(LineageCode.Accepted, LetIn(agent, claim) with { EventsCommitted = resumeAfter, Fence = null }, found);
        }

        var known = agent.Fence is { } fence && fence.Kind == found.Kind && fence.Start.Id == found.Start.Id;
        return new LineageVerdict(LineageCode.Fenced, known ? agent : agent with { Fence = found with { Since = agent.Fence?.Kind == found.Kind ? agent.Fence.Since : found.Since } }, found);
    }

    private static AgentFence Fence(FenceKind kind, SiteAgent agent, JournalClaim claim, long from, long through, DateTimeOffset now) => new()
    {
        Kind = kind,
        Since = now,
        Start = claim.Starts[^1],
        AgentSequence = claim.Last,
        ServerSequence = agent.EventsCommitted,
        From = from,
        Through = through,
    };

    private static SiteAgent LetIn(SiteAgent agent, JournalClaim claim) => agent.Starts.LastOrDefault()?.Id == claim.Starts[^1].Id
        ? agent
        : agent with { Starts = [.. agent.Starts.Add(claim.Starts[^1]).TakeLast(StartsKept)] };

    private static int IndexOf(JournalClaim claim, AgentStart start) => claim.Starts.ToList().FindLastIndex(known => known.Id == start.Id);
}
