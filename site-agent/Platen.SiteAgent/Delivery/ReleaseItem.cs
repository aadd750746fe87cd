using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Delivery;

/// <summary>A release that has its job, and waits for its device or is under way. Whoever takes it, ends it: its device's lane, or the cancellation of one that waits. Thread-safe.</summary>
internal sealed class ReleaseItem(HeldJob job, ReleaseId release, DeviceId device, UserId user, FinishingOptions chosen, Action<ReleaseItem>? onEnd = null) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _canceled = new();
    private bool _isTaken;
    private bool _isOver;

    public HeldJob Job { get; } = job;

    public ReleaseId Release { get; } = release;

    public DeviceId Device { get; } = device;

    public UserId User { get; } = user;

    public FinishingOptions Chosen { get; } = chosen;

    public CancellationToken Canceled => _canceled.Token;

    /// <summary>Why it was canceled, for people; empty: it was not.</summary>
    public string CancelReason { get; private set; } = "";

    /// <summary>True once.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            return !_isTaken && (_isTaken = true);
        }
    }

    /// <summary>Asks for its end; nothing happens when it is over.</summary>
    public void Cancel(string why)
    {
        lock (_gate)
        {
            if (_isOver || CancelReason.Length > 0)
            {
                return;
            }

            CancelReason = why;
        }

        // outside of the lock, because it runs what waits for it; Dispose waits for nobody, so a race with the end is caught
        try
        {
            _canceled.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it ended this very moment: there is nothing left to cancel
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _canceled.Dispose();
        onEnd?.Invoke(this);
    }
}
