using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;

namespace Platen.SiteAgent.Offline;

/// <summary>
/// The pages that each user has printed here and the server has not heard of: what the allowance of a site that is cut off counts. Read from the journal's events that are not acknowledged, so that a restart forgets none, and an
/// acknowledgement frees them. A call costs the same however many there are: a branch of 600 devices prints 840,000 times in 14 days. Thread-safe.
/// </summary>
internal sealed class OfflinePages(IAgentJournal journal, TimeProvider time)
{
    /// <summary>Releases that may be under way; beyond, nothing more is let through until some have ended.</summary>
    private const int OpenMax = 100_000;

    /// <summary>Releases that have ended and that the server has not heard of, 32 bytes each; beyond, nothing more is let through until it has.</summary>
    private const int EndedMax = 4_000_000;

    /// <summary>Of these so many are known by their ids, so that one that is asked for again counts once.</summary>
    private const int EndedIdsMax = 65_536;

    private static readonly TimeSpan UnendedKept = TimeSpan.FromHours(12);
    private readonly Lock _gate = new();
    private readonly Dictionary<UserId, long> _used = [];
    private readonly Dictionary<ReleaseId, Taken> _open = [];
    private readonly Queue<(ReleaseId Release, long At)> _openInOrder = new();
    private readonly Queue<Ended> _ended = new();
    private readonly HashSet<ReleaseId> _endedIds = [];
    private readonly Queue<(ReleaseId Release, ulong Sequence)> _endedIdsInOrder = new();

    /// <summary>Counts a release's pages against the user's; false: too many. The same release again counts once.</summary>
    public bool TryTake(UserId user, ReleaseId release, long pages, int pagesMax)
    {
        lock (_gate)
        {
            Prune();
            if (_open.ContainsKey(release) || _endedIds.Contains(release))
            {
                return true;
            }

            var used = _used.GetValueOrDefault(user);
            if (_open.Count >= OpenMax || _ended.Count >= EndedMax || used >= pagesMax || used + pages > pagesMax)
            {
                return false;
            }

            var taken = new Taken(user, pages, time.GetTimestamp());
            _open.Add(release, taken);
            _openInOrder.Enqueue((release, taken.At));
            Count(user, pages);
            return true;
        }
    }

    /// <summary>A release whose pages were counted did not begin: they are the user's again.</summary>
    public void GiveBack(ReleaseId release)
    {
        lock (_gate)
        {
            Close(release);
        }
    }

    /// <summary>A release has ended: now, or read again after a restart. Called in the order of the journal.</summary>
    public void Note(AgentEvent fact)
    {
        var end = fact.BodyCase == AgentEvent.BodyOneofCase.JobRoamed ? fact.JobRoamed.End : fact.JobReleaseFinished;
        if (end is null || !ReleaseId.TryParse(end.ReleaseId, out var release) || !UserId.TryParse(end.UserId, out var user) || end.PrintedAtSiteId.Length > 0)
        {
            return;
        }

        lock (_gate)
        {
            Prune();
            Close(release);
            if (fact.Seq > journal.AcknowledgedThrough && _ended.Count < EndedMax && _endedIds.Add(release))
            {
                _endedIdsInOrder.Enqueue((release, fact.Seq));
                var pages = end.Outcome != ReleaseOutcome.NotPrinted && end.Printed is { HasPages: true } printed ? printed.Pages : 0;
                if (pages > 0)
                {
                    _ended.Enqueue(new Ended(fact.Seq, user, pages));
                    Count(user, pages);
                }
            }
        }
    }

    private void Prune()
    {
        var acknowledged = journal.AcknowledgedThrough;
        while (_ended.TryPeek(out var oldest) && oldest.Sequence <= acknowledged)
        {
            _ended.Dequeue();
            Count(oldest.User, -oldest.Pages);
        }

        while (_endedIdsInOrder.TryPeek(out var known) && (known.Sequence <= acknowledged || _endedIdsInOrder.Count > EndedIdsMax))
        {
            _endedIdsInOrder.Dequeue();
            _endedIds.Remove(known.Release);
        }

        while (_openInOrder.TryPeek(out var first) && (!IsOpen(first.Release, first.At) || time.GetElapsedTime(first.At) > UnendedKept))
        {
            _openInOrder.Dequeue();
            if (IsOpen(first.Release, first.At))
            {
                Close(first.Release);
            }
        }
    }

    private bool IsOpen(ReleaseId release, long at) => _open.TryGetValue(release, out var taken) && taken.At == at;

    private void Close(ReleaseId release)
    {
        if (_open.Remove(release, out var taken))
        {
            Count(taken.User, -taken.Pages);
        }
    }

    private void Count(UserId user, long pages)
    {
        var used = _used.GetValueOrDefault(user) + pages;
        if (used == 0)
        {
            _used.Remove(user);
        }
        else
        {
            _used[user] = used;
        }
    }

    private readonly record struct Taken(UserId User, long Pages, long At);

    private readonly record struct Ended(ulong Sequence, UserId User, long Pages);
}
