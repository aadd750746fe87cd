using Orleans.Runtime;
using Platen.Engine.Embedded.Requests;
using Platen.Engine.Embedded.Turns;

namespace Platen.Engine.Embedded.Activations;

/// <summary>A timer whose ticks are turns of its activation. The next tick is timed from the end of the last, so ticks never pile up.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
    private static readonly MethodDescriptor Serial = new("timer callback", interleaves: false);
    private static readonly MethodDescriptor Interleaving = new("timer callback", interleaves: true);

    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly bool _interleaves;
    private readonly CancellationTokenSource _disposal = new();
    private readonly ITimer _timer;
    private TimeSpan _due;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;
    private bool _disposed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, nameof(options.DueTime));
        Check(options.Period, nameof(options.Period));
        _activation = activation;
        _callback = callback;
        _interleaves = options.Interleave;
        KeepsAlive = options.KeepAlive;
        _due = options.DueTime;
        _period = options.Period;
        _timer = DetachedTimer.Create(activation.Engine.Time, static self => ((GrainTimer)self!).Tick(), this, Timeout.InfiniteTimeSpan);
    }

    public bool KeepsAlive { get; }

    public void Start() => _timer.Change(_due, Timeout.InfiniteTimeSpan);

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        lock (_gate)
        {
            _due = dueTime;
            _period = period;
            _changed = true;
            if (!_ticking && !_disposed)
            {
                _timer.Change(_due, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _timer.Dispose();
        }

        _activation.Forget(this);
        _disposal.Cancel();
        _disposal.Dispose();
    }

    /// <summary>Runs the callback as a turn.</summary>
    public async Task RunAsync()
    {
        CancellationToken token;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _changed = false;
            token = _disposal.Token;
        }

        try
        {
            await _callback(token);
        }
        catch (Exception exception)
        {
            _activation.Engine.Log.TimerFailed(exception, _activation.Name);
        }
        finally
        {
            Rearm();
        }
    }

    private static void Check(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(time, LongestTime, name);
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            _ticking = true;
        }

        var request = new TimerTickRequest(this);
        request.Prepare(_interleaves ? Interleaving : Serial, caller: null);
        _activation.TryReceive(request);
    }

    private void Rearm()
    {
        lock (_gate)
        {
            _ticking = false;
            if (!_disposed)
            {
                _timer.Change(_changed ? _due : _period, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
