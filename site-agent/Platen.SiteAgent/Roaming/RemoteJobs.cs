using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Roaming;

/// <summary>
/// The jobs at other sites of those who use the panels now. A list is asked for when somebody logs in or looks, by one call at a time for each user, and is never waited for longer than the caller
/// wants to: the site's own jobs show at once. Thread-safe.
/// </summary>
internal sealed class RemoteJobs(IRemoteJobSource source, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    /// <summary>Users whose lists are remembered; the one that was not used for longest goes first.</summary>
    public const int UsersMax = 1_000;

    /// <summary>Calls at one time; further users wait for their turn.</summary>
    public const int CallsMax = 16;

    /// <summary>A list of this age is asked for anew when somebody looks.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(3);

    /// <summary>How long a job whose deletion is asked for is left out.</summary>
    public static readonly TimeSpan HideDeletingFor = TimeSpan.FromSeconds(30);

    /// <summary>A list that nobody has looked at for so long is forgotten.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _calls = new(CallsMax, CallsMax);
    private readonly Lock _gate = new();
    private readonly Dictionary<UserId, Entry> _users = [];

    /// <summary>Begins to ask, without waiting: for a user who has just logged in.</summary>
    public void Prefetch(UserId user) => _ = Look(user);

    /// <summary>The list as it is known now, asking for it if it is old.</summary>
    public RemoteList Peek(UserId user) => Look(user).Known;

    /// <summary>The list, waiting for an answer as long as the caller has patience; then what is known by then.</summary>
    public async ValueTask<RemoteList> ListAsync(UserId user, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (known, asking) = Look(user);
        if (known.State != RemoteListState.Asking || patience <= TimeSpan.Zero)
        {
            return known;
        }

        try
        {
            return await asking.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Peek(user);
        }
    }

    /// <summary>A user's job at another site, as it was listed last; null: it was not.</summary>
    public RemoteJob? Find(UserId user, JobId job)
    {
        lock (_gate)
        {
            return _users.GetValueOrDefault(user)?.Last?.Find(job);
        }
    }

    /// <summary>
    /// Asks the holder to delete a user's job; empty: it is asked for, else why not. The list leaves the job out for a while: the holder needs a moment, and one that does not do it shows it again.
    /// </summary>
    public async Task<string> DeleteAsync(UserId user, JobId job, CancellationToken cancellationToken)
    {
        var refusal = await source.DeleteAsync(user, job, cancellationToken);
        lock (_gate)
        {
            if (refusal.Length == 0 && _users.TryGetValue(user, out var entry))
            {
                entry.Deleting[job] = time.GetTimestamp();
            }
        }

        return refusal;
    }

    /// <summary>Something was done to a job elsewhere: the next look asks anew.</summary>
    public void Outdate(UserId user)
    {
        lock (_gate)
        {
            if (_users.TryGetValue(user, out var entry))
            {
                entry.AnsweredAt = null;
            }
        }
    }

    public void Dispose() => _calls.Dispose();

    private (RemoteList Known, Task<RemoteList> Asking) Look(UserId user)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            Forget(now);
            var entry = _users.TryGetValue(user, out var present) ? present : _users[user] = new Entry();
            entry.UsedAt = now;
            if (entry.Asking.IsCompleted && (entry.AnsweredAt is not { } at || time.GetElapsedTime(at, now) > FreshFor))
            {
                entry.Asking = Task.Run(() => AskAsync(user, entry), CancellationToken.None);
            }

            var known = entry.Asking.IsCompleted ? entry.Last ?? RemoteList.Unavailable : (entry.Last ?? RemoteList.Asking) with { State = RemoteListState.Asking };
            return (Shown(entry, known), entry.Asking);
        }
    }

    private async Task<RemoteList> AskAsync(UserId user, Entry entry)
    {
        RemoteList? answer = null;
        try
        {
            await _calls.WaitAsync(lifetime.ApplicationStopping);
            try
            {
                answer = await source.AskAsync(user, lifetime.ApplicationStopping);
            }
            finally
            {
                _calls.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // the agent stops: nothing is known any more
        }

        lock (_gate)
        {
            (entry.Last, entry.AnsweredAt) = (answer, time.GetTimestamp());
            return Shown(entry, answer ?? RemoteList.Unavailable);
        }
    }

    private RemoteList Shown(Entry entry, RemoteList list)
    {
        foreach (var (job, _) in entry.Deleting.Where(pair => time.GetElapsedTime(pair.Value) > HideDeletingFor).ToList())
        {
            entry.Deleting.Remove(job);
        }

        return entry.Deleting.Count == 0 ? list : list with { Jobs = [.. list.Jobs.Where(remote => !entry.Deleting.ContainsKey(remote.Job.Id))] };
    }

    private void Forget(long now)
    {
        foreach (var (user, _) in _users.Where(pair => time.GetElapsedTime(pair.Value.UsedAt, now) > KeepFor).ToList())
        {
            _users.Remove(user);
        }

        if (_users.Count >= UsersMax)
        {
            _users.Remove(_users.MinBy(pair => pair.Value.UsedAt).Key);
        }
    }

    private sealed class Entry
    {
        /// <summary>What was answered last; null: nothing, or the last call failed.</summary>
        public RemoteList? Last { get; set; }

        public long? AnsweredAt { get; set; }

        public long UsedAt { get; set; }

        /// <summary>Jobs whose deletion is asked for, and when; never more than a list holds, because only listed ones are deleted.</summary>
        public Dictionary<JobId, long> Deleting { get; } = [];

        public Task<RemoteList> Asking { get; set; } = Task.FromResult(RemoteList.Unavailable);
    }
}
