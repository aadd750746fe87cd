namespace Platen.Silo.Hosting;

/// <summary>
/// When a silo is lost to a client. Orleans tells silos whose calls were lost with a silo, and tells clients nothing: a call that was under way on a lost connection, or on its way through another silo to the lost one,
/// hangs until its time-out of 30 s. So what is still under way a moment after a loss is given up.
/// </summary>
internal sealed partial class OrleansSiloLosses(TimeProvider time, ILogger<OrleansSiloLosses> logger) : IDisposable
{
    /// <summary>What was under way when a silo was lost has so long to be answered by the others.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private CancellationTokenSource _next = new(Timeout.InfiniteTimeSpan, time);
    private int _connections;

    /// <summary>Whether there is a connection to any silo.</summary>
    public bool IsConnected => Volatile.Read(ref _connections) > 0;

    /// <summary>Is cancelled when a silo was lost after this was asked for, and the grace is over.</summary>
    public CancellationToken NextLoss() => Volatile.Read(ref _next).Token;

    /// <summary>Told by Orleans when a connection begins or ends.</summary>
    public void ConnectionsChanged(int now, int before)
    {
        Volatile.Write(ref _connections, now);
        if (now < before)
        {
            Lost();
        }
    }

    /// <summary>A silo is gone, or out of the membership.</summary>
    public void Lost()
    {
        LogLost(Grace.TotalSeconds);
        Interlocked.Exchange(ref _next, new CancellationTokenSource(Timeout.InfiniteTimeSpan, time)).CancelAfter(Grace);
    }

    public void Dispose() => _next.Dispose();

    [LoggerMessage(1014, LogLevel.Information, "A silo was lost; what is under way is given up after {Seconds} s")]
    private partial void LogLost(double seconds);
}
