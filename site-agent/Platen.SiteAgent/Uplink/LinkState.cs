using Platen.SiteAgent.Offline;
using System.Globalization;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Uplink;

/// <summary>
/// Whether the server can be reached, and when it was last heard of: the base of the offline limit (I5) and of the panel's banner. The last contact is kept on disk, so that a restart
/// does not prolong the limit; it is written once a minute at most.
/// </summary>
internal sealed class LinkState : ISiteLinkState, IDisposable
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly KeptText _kept;
    private readonly Lock _gate = new();
    private readonly OfflineClock _offline;
    private readonly ITimer _keeping;
    private DateTimeOffset? _lastContact;
    private DateTimeOffset _written;
    private volatile bool _isOnline;
    private volatile string _reason = "The agent has not connected yet.";

    public LinkState(AgentFolders folders, TimeProvider time, ILogger<LinkState> logger)
    {
        (_time, _kept) = (time, new KeptText(Path.Combine(folders.Root, "last-contact"), logger));
        if (DateTimeOffset.TryParseExact(_kept.Read(), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var kept))
        {
            _lastContact = kept;
        }

        _offline = new OfflineClock(new KeptText(Path.Combine(folders.Root, "offline-time"), logger), _lastContact, time);
        _keeping = time.CreateTimer(_ => _offline.Keep(), null, WriteEvery, WriteEvery);
    }

    public bool IsOnline => _isOnline;

    /// <summary>Why it is offline, for people; empty while online.</summary>
    public string Reason => _isOnline ? "" : _reason;

    public DateTimeOffset? LastContact
    {
        get
        {
            lock (_gate)
            {
                return _lastContact;
            }
        }
    }

    public TimeSpan? OfflineFor => _isOnline ? TimeSpan.Zero : _offline.Elapsed;

    public void Heard()
    {
        _offline.Heard();
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            _lastContact = now;
            if (now - _written >= WriteEvery)
            {
                _written = now;
                _kept.Replace(now.ToString("O", CultureInfo.InvariantCulture));
            }
        }

        _isOnline = true;
    }

    public void Dispose() => _keeping.Dispose();

    public void Lost(string reason)
    {
        _reason = reason;
        _isOnline = false;
    }
}
