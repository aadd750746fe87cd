using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Sessions;

/// <summary>Ends sessions when their time is over, and at once when the replica says that their user may not any more (I5).</summary>
internal sealed partial class PanelSessionSweeper(PanelSessions sessions, IReplica replica, TimeProvider time, ILogger<PanelSessionSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var changed = replica.WaitForChangeAsync(turn.Token);
            await SweepAsync(stoppingToken);
            await Task.WhenAny(changed, Task.Delay(Period, time, turn.Token));
            await turn.CancelAsync();
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await sessions.SweepAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotJournaled(logger, e);
        }
    }

    [LoggerMessage(2420, LogLevel.Error, "A session ended, but its end could not be journaled; check the agent's disk")]
    private static partial void LogNotJournaled(ILogger logger, Exception reason);
}
