using System.Collections.Immutable;

namespace Platen.Domain.Sites;

/// <summary>
/// Tells a journal that continues what the record has from one that was put back from a backup, and an agent that runs ahead of a record that was itself put back (ADR 0036). Every start of an agent draws a random id and notes at
/// which sequence it begins. The record keeps whose events it has, start by start; a journal that does not know the newest of them, or has events of another start at the same sequence, is a fork.
/// </summary>
public static class AgentLineage
{
    /// <summary>Starts that the record keeps of an agent, each with the first sequence that it has of it; more than the newest one only serve to find where a fork begins.</summary>
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
            // what it cannot send any more was acknowledged to it; where the record was put back as well, it is lost
            return Decide(agent, claim, Fence(FenceKind.Forked, agent, claim, from, agent.EventsCommitted, now), shared: from - 1, resumeAfter: Math.Max(from, claim.Oldest) - 1);
        }

        if (claim.Acknowledged > agent.EventsCommitted && claim.Oldest > agent.EventsCommitted + 1)
        {
            return Decide(agent, claim, Fence(FenceKind.ServerBehind, agent, claim, agent.EventsCommitted + 1, claim.Oldest - 1, now), shared: agent.EventsCommitted, resumeAfter: claim.Oldest - 1);
        }

        return new LineageVerdict(claim.Acknowledged > agent.EventsCommitted ? LineageCode.Resend : LineageCode.Continues, LetIn(agent, claim, agent.EventsCommitted));
    }

    // The first sequence that the journal and the record may have of different events; null: they continue each other.
    private static long? ForkedFrom(SiteAgent agent, JournalClaim claim)
    {
        if (!agent.Starts.IsEmpty && FirstOfAnother(agent, claim) is { } from)
        {
            return from;
        }

        // a start that this journal does not know was let in; or it is the very same start, with less than it has reported: the machine went back in time while the program ran
        return (!agent.Starts.IsEmpty && !Knows(claim.Starts, agent.Starts[^1])) || claim.Last < agent.EventsCommitted ? AfterAcknowledged(agent, claim) : null;
    }

    private static long? FirstOfAnother(SiteAgent agent, JournalClaim claim) => claim.Starts.Any(start => Knows(agent.Starts, start))
        ? agent.Starts.Concat(claim.Starts).Select(start => start.FirstSequence).Where(sequence => sequence <= agent.EventsCommitted).Order()
            .Where(sequence => OwnerOf(agent.Starts, sequence) is { } recorded && OwnerOf(claim.Starts, sequence) is { } own && recorded.Id != own.Id)
            .Select(sequence => (long?)sequence).FirstOrDefault()
        : null;

    // null: from before the starts that are known
    private static AgentStart? OwnerOf(ImmutableArray<AgentStart> starts, long sequence) => starts.LastOrDefault(start => start.FirstSequence <= sequence);

    // What was acknowledged to this journal is in the record. What comes again is known by its job and release, and not charged twice.
    private static long AfterAcknowledged(SiteAgent agent, JournalClaim claim) => Math.Min(claim.Acknowledged, agent.EventsCommitted) + 1;

    private static LineageVerdict Decide(SiteAgent agent, JournalClaim claim, AgentFence found, long shared, long resumeAfter)
    {
        if (agent.Fence is { Accepted: true } accepted && accepted.Kind == found.Kind && Knows(claim.Starts, accepted.Start))
        {
            return new LineageVerdict(LineageCode.Accepted, LetIn(agent, claim, shared) with { EventsCommitted = resumeAfter, Fence = null }, found);
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

    // what both have stays whose it is; what is behind it is the journal's
    private static SiteAgent LetIn(SiteAgent agent, JournalClaim claim, long shared)
    {
        var next = agent.Starts.Where(start => start.FirstSequence <= shared).ToList();
        if (OwnerOf(claim.Starts, shared + 1) is { } owner && owner.Id != next.LastOrDefault()?.Id)
        {
            next.Add(next.Count == 0 ? owner : owner with { FirstSequence = shared + 1 });
        }

        next.AddRange(claim.Starts.Where(start => start.FirstSequence > shared + 1));
        return agent.Starts.SequenceEqual(next.TakeLast(StartsKept)) ? agent : agent with { Starts = [.. next.TakeLast(StartsKept)] };
    }

    private static bool Knows(ImmutableArray<AgentStart> starts, AgentStart start) => starts.Any(known => known.Id == start.Id);
}
