namespace Platen.SiteAgent.Uplink;

/// <summary>Whether the server can be reached, and when it was last heard of: the base of the offline limit (I5) and of the panel's banner.</summary>
internal sealed class LinkState(TimeProvider time)
{
    private long _lastContactTicks;
    private volatile bool _isOnline;
    private volatile string _reason = "The agent has not connected yet.";

    public bool IsOnline => _isOnline;

    /// <summary>Why it is offline, for people; empty while online.</summary>
    public string Reason => _isOnline ? "" : _reason;

    /// <summary>When the server was last heard of; null: never since the start.</summary>
    public DateTimeOffset? LastContact
    {
        get
        {
            var ticks = Interlocked.Read(ref _lastContactTicks);
            return ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
        }
    }

    public void Heard()
    {
        Interlocked.Exchange(ref _lastContactTicks, time.GetUtcNow().UtcTicks);
        _isOnline = true;
    }

    public void Lost(string reason)
    {
        _reason = reason;
        _isOnline = false;
    }
}
