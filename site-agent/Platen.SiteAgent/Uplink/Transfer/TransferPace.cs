namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>Bounds the bytes a second of what is fetched with it, all together: who has taken more than its share waits, and the sender waits with it, because it is only a window ahead. Thread-safe.</summary>
internal sealed class TransferPace(long bytesPerSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next;

    /// <summary>Waits until these bytes have had their time.</summary>
    public async ValueTask TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetElapsedTime(_start);
            _next = (_next > now ? _next : now) + TimeSpan.FromSeconds((double)bytes / bytesPerSecond);
            wait = _next - now;
        }

        await Task.Delay(wait, time, cancellationToken);
    }
}
