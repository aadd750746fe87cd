namespace Platen.Store.Feed;

/// <summary>Who waits for which tenant's feed to grow.</summary>
internal sealed class FeedWaiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(TaskCompletionSource Woken, long After)>> _waiters = new(StringComparer.Ordinal);

    public TaskCompletionSource Add(string tenant, long after)
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_waiters.TryGetValue(tenant, out var list))
            {
                _waiters[tenant] = list = [];
            }

            list.Add((woken, after));
        }

        return woken;
    }

    public void Remove(string tenant, TaskCompletionSource woken)
    {
        lock (_gate)
        {
            if (_waiters.TryGetValue(tenant, out var list) && list.RemoveAll(w => w.Woken == woken) > 0 && list.Count == 0)
            {
                _waiters.Remove(tenant);
            }
        }
    }

    public void Wake(string tenant, long cursor)
    {
        lock (_gate)
        {
            foreach (var (woken, after) in _waiters.GetValueOrDefault(tenant) ?? [])
            {
                if (cursor > after)
                {
                    woken.TrySetResult();
                }
            }
        }
    }

    public void WakeAll()
    {
        lock (_gate)
        {
            foreach (var (woken, _) in _waiters.Values.SelectMany(l => l))
            {
                woken.TrySetResult();
            }
        }
    }
}
