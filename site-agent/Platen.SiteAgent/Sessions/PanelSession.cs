using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>Somebody logged in at a device. It holds no token, only what is needed while it lasts.</summary>
internal sealed class PanelSession
{
    /// <summary>How many of its releases a session remembers; the oldest are forgotten first.</summary>
    public const int ReleasesMax = 512;

    private readonly Lock _gate = new();
    private ImmutableDictionary<ReleaseId, SessionRelease> _releases = ImmutableDictionary<ReleaseId, SessionRelease>.Empty;
    private ImmutableQueue<ReleaseId> _order = [];
    private long _lastSeenTicks;

    public required Guid Id { get; init; }

    public required DeviceId Device { get; init; }

    public required UserId User { get; init; }

    /// <summary>What forms must carry, so that no other page can send them.</summary>
    public required string FormToken { get; init; }

    public required TimeSpan Idle { get; init; }

    /// <summary>The end, however busy.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    public DateTimeOffset LastSeen
    {
        get => new(Interlocked.Read(ref _lastSeenTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _lastSeenTicks, value.UtcTicks);
    }

    /// <summary>When it ends if nothing more happens.</summary>
    public DateTimeOffset ExpiresAt => LastSeen + Idle < EndsAt ? LastSeen + Idle : EndsAt;

    /// <summary>Remembers a release, or what has become known of it.</summary>
    public void Remember(SessionRelease release)
    {
        lock (_gate)
        {
            if (!_releases.ContainsKey(release.Release))
            {
                ForgetOldest();
                _order = _order.Enqueue(release.Release);
            }

            _releases = _releases.SetItem(release.Release, release);
        }
    }

    /// <summary>All releases that it remembers.</summary>
    public IEnumerable<SessionRelease> Releases => Volatile.Read(ref _releases).Values;

    /// <summary>Forgets its releases, and gives them to who asks.</summary>
    public IEnumerable<SessionRelease> TakeReleases()
    {
        lock (_gate)
        {
            var releases = _releases;
            (_releases, _order) = (ImmutableDictionary<ReleaseId, SessionRelease>.Empty, []);
            return releases.Values;
        }
    }

    /// <summary>The releases of one action.</summary>
    public IReadOnlyList<SessionRelease> ReleasesOf(Guid action) => [.. Volatile.Read(ref _releases).Values.Where(r => r.Action == action)];

    /// <summary>A release that began in this session; null when it did not.</summary>
    public SessionRelease? FindRelease(ReleaseId release) => Volatile.Read(ref _releases).GetValueOrDefault(release);

    private void ForgetOldest()
    {
        if (_releases.Count >= ReleasesMax)
        {
            _order = _order.Dequeue(out var oldest);
            _releases = _releases.Remove(oldest);
        }
    }
}
