using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Spool.Hosting;

/// <summary>Deletes jobs whose time is over (PR02, PR03), with their keys. A job that a release has is left until that is over.</summary>
internal sealed partial class ExpirySweep(SpoolEngine engine, IOptions<SpoolOptions> options, TimeProvider time, ILogger<ExpirySweep> logger) : BackgroundService
{
    private const int PerRound = 256;

    /// <summary>Deletes what has expired by now; returns how many jobs that were.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (true)
        {
            var expired = engine.Jobs.ListExpired(time.GetUtcNow(), PerRound);
            var answers = await Task.WhenAll(expired.Select(job => engine.Jobs.DeleteAsync(job.Id, DeletionCause.Expired, user: null, cancellationToken).AsTask()));
            var gone = answers.Count(answer => answer.Code == DeleteCode.Deleted);
            deleted += gone;
            if (gone == 0)
            {
                return deleted;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ExpirySweepInterval, time);
        do
        {
            try
            {
                var deleted = await SweepAsync(stoppingToken);
                if (deleted > 0)
                {
                    LogDeleted(deleted);
                }
            }
            catch (Exception e) when (e is SpoolFaultedException or IOException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3111, LogLevel.Information, "{Count} expired jobs were deleted.")]
    private partial void LogDeleted(int count);

    [LoggerMessage(3112, LogLevel.Error, "Expired jobs cannot be deleted.")]
    private partial void LogFailed(Exception error);
}
