using System.Runtime.CompilerServices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Jobs;

/// <summary>Hands changes to those who watch. Each watcher has a bounded queue; what a slow one loses is replaced by one <see cref="JobChangeKind.Missed"/>.</summary>
internal sealed class JobWatchers
{
    /// <summary>Changes that wait for one watcher.</summary>
    public const int WaitingMax = 256;

    /// <summary>Watchers at one time.</summary>
    public const int WatchersMax = 4096;

    private readonly Lock _gate = new();
    private readonly List<JobWatcher> _watchers = [];

    public void Publish(JobChange change)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Offer(change);
            }
        }
    }

    /// <summary>The watch begins with this call, not with the first read.</summary>
    /// <exception cref="InvalidOperationException">There are <see cref="WatchersMax"/> already.</exception>
    public IAsyncEnumerable<JobChange> Watch(UserId? user, CancellationToken cancellationToken)
    {
        var watcher = new JobWatcher(user, WaitingMax);
        lock (_gate)
        {
            if (_watchers.Count >= WatchersMax)
            {
                throw new InvalidOperationException($"{WatchersMax} panels watch jobs already; close some.");
            }

            _watchers.Add(watcher);
        }

        return ReadAsync(watcher, cancellationToken);
    }

    private async IAsyncEnumerable<JobChange> ReadAsync(JobWatcher watcher, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                yield return await watcher.TakeAsync(cancellationToken);
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(watcher);
            }
        }
    }
}
