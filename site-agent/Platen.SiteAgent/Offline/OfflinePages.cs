using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;

namespace Platen.SiteAgent.Offline;

/// <summary>
/// The pages that each user has printed here and the server has not heard of: what the allowance of a site that is cut off counts. Read from the journal's events that are not acknowledged, so that a restart forgets none, and an
/// acknowledgement frees them. Thread-safe.
/// </summary>
internal sealed class OfflinePages(IAgentJournal journal, TimeProvider time)
{
    /// <summary>Releases that are remembered; beyond, nothing more is let through until the server has acknowledged some.</summary>
    private const int ReleasesMax = 100_000;

    private static readonly TimeSpan UnendedKept = TimeSpan.FromHours(12);
    private readonly Lock _gate = new();
    private readonly Dictionary<ReleaseId, Taken> _releases = [];

    /// <summary>Counts a release's pages against the user's; false: too many. The same release again counts once.</summary>
    public bool TryTake(UserId user, ReleaseId release, long pages, int pagesMax)
    {
        lock (_gate)
        {
            Prune();
            if (_releases.ContainsKey(release))
            {
                return true;
            }

            var used = _releases.Values.Where(taken => taken.User == user).Sum(taken => taken.Pages);
            if (_releases.Count >= ReleasesMax || used >= pagesMax || used + pages > pagesMax)
            {
                return false;
            }

            _releases.Add(release, new Taken(user, pages, 0, time.GetTimestamp()));
            return true;
        }
    }

    /// <summary>A release whose pages were counted did not begin: they are the user's again.</summary>
    public void GiveBack(ReleaseId release)
    {
        lock (_gate)
        {
            if (_releases.TryGetValue(release, out var taken) && taken.Sequence == 0)
            {
                _releases.Remove(release);
            }
        }
    }

    /// <summary>A release has ended: now, or read again after a restart.</summary>
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
            if (_releases.Count < ReleasesMax || _releases.ContainsKey(release))
            {
                _releases[release] = new Taken(user, end.Outcome == ReleaseOutcome.NotPrinted ? 0 : end.Printed is { HasPages: true } printed ? printed.Pages : 0, fact.Seq, time.GetTimestamp());
            }
        }
    }

    private void Prune()
    {
        var acknowledged = journal.AcknowledgedThrough;
        foreach (var (release, taken) in _releases.Where(entry => entry.Value.Sequence > 0 ? entry.Value.Sequence <= acknowledged : time.GetElapsedTime(entry.Value.At) > UnendedKept).ToList())
        {
            _releases.Remove(release);
        }
    }

    // Sequence 0: the release has not ended yet.
    private readonly record struct Taken(UserId User, long Pages, ulong Sequence, long At);
}
