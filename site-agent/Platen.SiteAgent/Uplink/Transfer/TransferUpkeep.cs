namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>Takes back what was handed over and never arrived, and removes what was fetched and never discarded.</summary>
internal sealed partial class TransferUpkeep(HandOvers handOvers, FetchFolder fetched, TimeProvider time, ILogger<TransferUpkeep> logger) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await handOvers.SweepAsync(stoppingToken);
                fetched.Sweep();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault);
            }
        }
    }

    [LoggerMessage(2160, LogLevel.Error, "The upkeep of transfers failed; it is tried again")]
    private partial void LogFailed(Exception fault);
}
