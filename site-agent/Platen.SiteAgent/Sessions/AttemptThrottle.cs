namespace Platen.SiteAgent.Sessions;

/// <summary>
/// Slows guessing down, per device and per source address (AU14): some failures are free, then each one costs a wait that doubles; failures are forgiven one by one with time.
/// An attempt counts as a failure while it runs, so that many at once gain nothing. Bounded: when the table is full, the entry that was longest without failures goes. It goes by a clock that nobody sets: a step of the wall clock neither locks a device nor frees a guesser. Thread-safe.
/// </summary>
internal sealed class AttemptThrottle(int freeFailures, TimeSpan forgivenAfter, TimeSpan delayMax, TimeProvider time)
{
    /// <summary>Keys that are remembered.</summary>
    public const int KeysMax = 10_000;

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Begins an attempt under all keys; a refusal with the longest wait when one of them must wait, and then nothing is counted.</summary>
    public AttemptRefusal? Enter(params ReadOnlySpan<string> keys) => Enter(freeFailures, keys);

    /// <summary>As <see cref="Enter(ReadOnlySpan{string})"/>, with another number of failures that cost nothing.</summary>
    public AttemptRefusal? Enter(int free, ReadOnlySpan<string> keys)
    {
        var now = Now;
        lock (_gate)
        {
            if (Refuse(keys, now) is { } refusal)
            {
                return refusal;
            }

            foreach (var key in keys)
            {
                AddFailure(key, now, free);
            }

            return null;
        }
    }

    /// <summary>Takes back what <see cref="Enter(ReadOnlySpan{string})"/> counted: the attempt was none that guesses.</summary>
    public void Forgive(params ReadOnlySpan<string> keys)
    {
        var now = Now;
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_entries.TryGetValue(key, out var entry))
                {
                    var failures = Math.Max(0, Decayed(entry, now) - 1);
                    _entries[key] = new Entry(failures, now, now + DelayOf(failures, freeFailures));
                }
            }
        }
    }

    private AttemptRefusal? Refuse(ReadOnlySpan<string> keys, TimeSpan now)
    {
        AttemptRefusal? refusal = null;
        foreach (var key in keys)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.NextAt > now)
            {
                var wait = entry.NextAt - now;
                refusal = new AttemptRefusal(refusal?.Wait > wait ? refusal.Wait : wait, (refusal?.IsFirst ?? false) || !entry.Refused);
                _entries[key] = entry with { Refused = true };
            }
        }

        return refusal;
    }

    private void AddFailure(string key, TimeSpan now, int free)
    {
        var failures = (_entries.TryGetValue(key, out var entry) ? Decayed(entry, now) : 0) + 1;
        if (entry == default && _entries.Count >= KeysMax)
        {
            _entries.Remove(_entries.MinBy(e => e.Value.At).Key);
        }

        _entries[key] = new Entry(failures, now, now + DelayOf(failures, free));
    }

    private double Decayed(Entry entry, TimeSpan now) => Math.Max(0, entry.Failures - ((now - entry.At) / forgivenAfter));

    private TimeSpan DelayOf(double failures, int free)
    {
        var excess = (int)Math.Ceiling(failures) - free;
        return excess < 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(delayMax.TotalSeconds, Math.Pow(2, Math.Min(excess, 30))));
    }

    private readonly record struct Entry(double Failures, TimeSpan At, TimeSpan NextAt, bool Refused = false);
}
