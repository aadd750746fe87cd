namespace Platen.Silo.Hosting;

/// <summary>Lets a client that finds no silo when it starts try again until it finds one, or is stopped: after a power cut everything starts at once.</summary>
internal sealed partial class OrleansConnectionRetry(TimeProvider time, ILogger<OrleansConnectionRetry> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogNoSilo(exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(1012, LogLevel.Warning, "No silo answers; it is tried again: {Reason}")]
    private partial void LogNoSilo(string reason);
}
