using System.Threading.Channels;

namespace Platen.SiteAgent.Delivery;

/// <summary>
/// The releases of one device, one after the other. Once the agent stops, those that wait end at once, as not printed: left open, they would be settled at the next start
/// as jobs of which nobody knows whether they came out.
/// </summary>
internal sealed class DeviceLane
{
    private readonly Channel<ReleaseItem> _items = Channel.CreateUnbounded<ReleaseItem>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ReleaseRun _run;
    private readonly int _waitingMax;
    private readonly CancellationToken _stopping;
    private int _waiting;

    public DeviceLane(ReleaseRun run, int waitingMax, CancellationToken stopping)
    {
        (_run, _waitingMax, _stopping) = (run, waitingMax, stopping);
        Done = RunAsync();
    }

    /// <summary>Completes when the lane is closed and every release in it has ended.</summary>
    public Task Done { get; }

    /// <summary>The bound is asked for before a job is handed over; those that ask at the same moment may exceed it by their number.</summary>
    public bool HasRoom => Volatile.Read(ref _waiting) < _waitingMax;

    /// <summary>Queues a release; in a closed lane it ends before this returns.</summary>
    public async ValueTask AddAsync(ReleaseItem item)
    {
        Interlocked.Increment(ref _waiting);
        if (!_items.Writer.TryWrite(item))
        {
            await RunAsync(item);
        }
    }

    /// <summary>No further release is queued.</summary>
    public void Close() => _items.Writer.TryComplete();

    private async Task RunAsync()
    {
        await Task.Yield();
        await foreach (var item in _items.Reader.ReadAllAsync(CancellationToken.None))
        {
            await RunAsync(item);
        }
    }

    private Task RunAsync(ReleaseItem item)
    {
        Interlocked.Decrement(ref _waiting);
        return item.TryTake() ? _run.RunAsync(item, _stopping) : Task.CompletedTask; // one that was canceled while it waited has ended
    }
}
