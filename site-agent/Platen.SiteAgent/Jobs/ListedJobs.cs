using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Jobs;

/// <summary>Which jobs a bounded list shows when there are more: those that still wait before those that are printed and kept for a reprint, so that nobody loses sight of a job that is not printed yet.</summary>
internal static class ListedJobs
{
    /// <summary>At most <paramref name="limit"/> of the jobs, in the order given.</summary>
    /// <param name="jobs">The jobs, newest first.</param>
    /// <param name="jobOf">The job of an entry.</param>
    /// <param name="limit">Entries at most.</param>
    public static List<T> Choose<T>(IEnumerable<T> jobs, Func<T, HeldJob> jobOf, int limit)
    {
        var all = jobs.ToList();
        if (all.Count <= limit)
        {
            return all;
        }

        var roomForOthers = limit - all.Count(entry => IsWaiting(jobOf(entry)));
        return [.. all.Where(entry => IsWaiting(jobOf(entry)) || roomForOthers-- > 0).Take(limit)];
    }

    private static bool IsWaiting(HeldJob job) => job.State is JobState.PendingHeld or JobState.Processing;
}
