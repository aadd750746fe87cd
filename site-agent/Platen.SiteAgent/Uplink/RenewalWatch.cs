namespace Platen.SiteAgent.Uplink;

/// <summary>Fires when the agent's certificate is due for renewal, so that a link which stands for months is opened anew under a new one. Looks every hour: a timer of weeks is longer than timers are.</summary>
internal sealed class RenewalWatch : IDisposable
{
    /// <summary>How long before its end a certificate is renewed; it lives 90 days.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>How long a renewal that failed is left alone; the certificate is good meanwhile.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromDays(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _source;
    private readonly DateTimeOffset _due;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    /// <param name="notAfter">When the certificate ends.</param>
    /// <param name="time">The clock.</param>
    /// <param name="outer">Ends the watch.</param>
    public RenewalWatch(DateTimeOffset notAfter, TimeProvider time, CancellationToken outer)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        // one that is due already was tried a moment ago
        var due = notAfter - RenewBefore;
        _due = due > time.GetUtcNow() ? due : time.GetUtcNow() + RetryAfter;
        _time = time;
        _timer = time.CreateTimer(static watch => ((RenewalWatch)watch!).Look(), this, LookEvery, LookEvery);
    }

    /// <summary>Fires when renewal is due, or with the outer token.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Renewal is due.</summary>
    public bool IsDue => _time.GetUtcNow() >= _due;

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Look()
    {
        if (!IsDue)
        {
            return;
        }

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the link ended at this very moment
        }
    }
}
