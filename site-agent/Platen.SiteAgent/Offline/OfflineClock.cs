using System.Globalization;
using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Offline;

/// <summary>
/// How long the server has not been heard of, by a clock that cannot be set back to live longer (I5). While the agent runs, the monotonic clock counts; what passed while it did not run is told by the wall clock, and never as less than
/// nothing. It is kept on disk, once a minute at most. Thread-safe.
/// </summary>
internal sealed class OfflineClock
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);
    private readonly TimeProvider _time;
    private readonly KeptText _kept;
    private readonly Lock _gate = new();
    private TimeSpan? _before;
    private long _since;
    private DateTimeOffset? _contact;
    private long _written;

    /// <param name="kept">The file that keeps it.</param>
    /// <param name="contact">When the server was last heard of, for a folder of a version that kept nothing else; null: never.</param>
    /// <param name="time">The clock.</param>
    public OfflineClock(KeptText kept, DateTimeOffset? contact, TimeProvider time)
    {
        (_kept, _time, _contact) = (kept, time, contact);
        _since = _written = time.GetTimestamp();
        _before = Read() ?? (contact is { } at ? NotNegative(time.GetUtcNow() - at) : null);
    }

    /// <summary>How long; null: it was never heard of.</summary>
    public TimeSpan? Elapsed
    {
        get
        {
            lock (_gate)
            {
                return ElapsedNow();
            }
        }
    }

    /// <summary>The server has just been heard of.</summary>
    public void Heard()
    {
        lock (_gate)
        {
            (_before, _since, _contact) = (TimeSpan.Zero, _time.GetTimestamp(), _time.GetUtcNow());
            WriteIfDue();
        }
    }

    /// <summary>Time goes on without the server; to be called every minute or so, so that a restart knows.</summary>
    public void Keep()
    {
        lock (_gate)
        {
            WriteIfDue();
        }
    }

    // Where both clocks can tell, the longer time counts: a suspended machine's monotonic clock stands still.
    private TimeSpan? ElapsedNow()
    {
        if (_before is not { } before)
        {
            return null;
        }

        var counted = before + _time.GetElapsedTime(_since);
        return _contact is { } contact && _time.GetUtcNow() - contact is var told && told > counted ? told : counted;
    }

    private void WriteIfDue()
    {
        if (_before is not { } before || (_time.GetElapsedTime(_written) < WriteEvery && _kept.Exists))
        {
            return;
        }

        _written = _time.GetTimestamp();
        var counted = before + _time.GetElapsedTime(_since);
        _kept.Replace(string.Create(CultureInfo.InvariantCulture, $"{counted.Ticks} {_time.GetUtcNow().UtcTicks}\n"));
    }

    // A file that does not read counts as none: the time of the last contact, which is kept apart, then tells.
    private TimeSpan? Read()
    {
        var parts = _kept.Read()?.Split(' ', '\n') ?? [];
        return parts.Length >= 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var counted)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var wall)
            ? TimeSpan.FromTicks(counted) + NotNegative(TimeSpan.FromTicks(_time.GetUtcNow().UtcTicks - wall))
            : null;
    }

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
