namespace Platen.SiteAgent.Sessions;

/// <summary>
/// Locks a login name after failed passwords (AU12), also without the server. Names that nobody has are locked the same way, so that a lock tells nothing about who exists.
/// The server counts the same failures and sends its own lock. Bounded; thread-safe.
/// </summary>
internal sealed class LoginLocks(TimeProvider time)
{
    /// <summary>Names that are remembered.</summary>
    public const int NamesMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the name is locked still; null: it is not.</summary>
    public TimeSpan? Find(string loginName)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(loginName, out var entry) && entry.LockedUntil > time.GetUtcNow() ? entry.LockedUntil - time.GetUtcNow() : null;
        }
    }

    /// <summary>Counts a failure; failures older than the lock's own length are forgotten.</summary>
    /// <param name="loginName">The name that was tried.</param>
    /// <param name="failuresMax">The failure that locks; 0 or less: none does.</param>
    /// <param name="length">How long it locks.</param>
    public void AddFailure(string loginName, int failuresMax, TimeSpan length)
    {
        if (failuresMax <= 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!_entries.TryGetValue(loginName, out var entry) && _entries.Count >= NamesMax)
            {
                _entries.Remove(_entries.MinBy(e => e.Value.At).Key);
            }

            var failures = now - entry.At > length ? 1 : entry.Failures + 1;
            _entries[loginName] = failures >= failuresMax ? new Entry(0, now, now + length) : new Entry(failures, now, default);
        }
    }

    /// <summary>A success forgets the failures.</summary>
    public void Clear(string loginName)
    {
        lock (_gate)
        {
            _entries.Remove(loginName);
        }
    }

    private readonly record struct Entry(int Failures, DateTimeOffset At, DateTimeOffset LockedUntil);
}
