using System.Collections.Concurrent;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Delivery;

/// <summary>How far every release is, for those who watch. Ended ones are forgotten after ten minutes.</summary>
internal sealed class ReleaseBoard(TimeProvider time)
{
    private const int EndedMax = 10_000;
    private static readonly TimeSpan KeepEnded = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ReleaseId, Entry> _entries = new();
    private readonly ConcurrentQueue<(ReleaseId Release, long EndedAt)> _ended = new();

    public ReleaseProgress? Find(ReleaseId release) => _entries.TryGetValue(release, out var entry) ? entry.Progress : null;

    /// <summary>Puts a release on the board; false when it is there already.</summary>
    public bool TryAdd(ReleaseProgress progress)
    {
        Forget();
        return _entries.TryAdd(progress.Release, new Entry(progress));
    }

    /// <summary>Changes a release's progress and wakes its watchers.</summary>
    public void Update(ReleaseId release, Func<ReleaseProgress, ReleaseProgress> change)
    {
        if (_entries.TryGetValue(release, out var entry) && entry.Change(change))
        {
            _ended.Enqueue((release, time.GetTimestamp()));
        }
    }

    /// <summary>The progress when it differs from what was seen, or has ended.</summary>
    public async ValueTask<ReleaseProgress?> WaitForChangeAsync(ReleaseId release, ReleaseProgress? seen, CancellationToken cancellationToken)
    {
        while (_entries.TryGetValue(release, out var entry))
        {
            var (progress, changed) = entry.Watch();
            if (progress != seen || progress.Ended)
            {
                return progress;
            }

            await changed.WaitAsync(cancellationToken);
        }

        return null;
    }

    private void Forget()
    {
        while (_ended.TryPeek(out var oldest) && (_ended.Count > EndedMax || time.GetElapsedTime(oldest.EndedAt) > KeepEnded) && _ended.TryDequeue(out oldest))
        {
            _entries.TryRemove(oldest.Release, out _);
        }
    }

    private sealed class Entry(ReleaseProgress progress)
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource? _changed;

        public ReleaseProgress Progress { get; private set; } = progress;

        /// <summary>True: it has ended by this change.</summary>
        public bool Change(Func<ReleaseProgress, ReleaseProgress> change)
        {
            TaskCompletionSource? wake;
            bool hasEnded;
            lock (_gate)
            {
                if (Progress.Ended)
                {
                    return false;
                }

                Progress = change(Progress);
                hasEnded = Progress.Ended;
                (wake, _changed) = (_changed, null);
            }

            wake?.SetResult();
            return hasEnded;
        }

        public (ReleaseProgress Progress, Task Changed) Watch()
        {
            lock (_gate)
            {
                _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return (Progress, _changed.Task);
            }
        }
    }
}
