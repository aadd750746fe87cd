namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>Fires its token when nothing has moved for a time.</summary>
internal sealed class StillnessWatch : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;
    private volatile bool _hasFired;

    public StillnessWatch(TimeSpan limit, TimeProvider time, CancellationToken outer)
    {
        _limit = limit;
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _timer = time.CreateTimer(static watch => ((StillnessWatch)watch!).Fire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Fires at the limit, or with the outer token.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>It was the limit.</summary>
    public bool HasFired => _hasFired;

    /// <summary>Something moved: the time begins anew.</summary>
    public void Touch() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Fire()
    {
        _hasFired = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the transfer ended at this very moment
        }
    }
}
