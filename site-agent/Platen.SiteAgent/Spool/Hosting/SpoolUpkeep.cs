using Microsoft.Extensions.Options;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool.Hosting;

/// <summary>Now and then: empties a sparse segment, and replaces the site key when it is old (EN05). One after the other, never both.</summary>
internal sealed partial class SpoolUpkeep(SpoolEngine engine, IDisk disk, IOptions<SpoolOptions> options, TimeProvider time, ILogger<SpoolUpkeep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly KeyRotation _rotation = new(disk, engine);
    private readonly Compaction _compaction = new(engine);

    /// <summary>One round.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - engine.Ring.Active.CreatedAt >= options.Value.SiteKeyLifetime)
        {
            _rotation.Begin();
        }

        if (engine.Ring.HasOldKeys && await _rotation.TryFinishAsync(cancellationToken))
        {
            LogRotated(engine.Ring.Active.Id);
        }

        var moved = await _compaction.CompactOneAsync(cancellationToken);
        if (moved > 0)
        {
            LogCompacted(moved);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is SpoolFaultedException or IOException)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(3141, LogLevel.Information, "The site key was replaced; everything is wrapped under key {KeyId}, and the older ones are destroyed.")]
    private partial void LogRotated(uint keyId);

    [LoggerMessage(3142, LogLevel.Debug, "{Count} documents were moved out of a mostly empty segment.")]
    private partial void LogCompacted(int count);

    [LoggerMessage(3143, LogLevel.Error, "The spool's upkeep failed; it is tried again.")]
    private partial void LogFailed(Exception error);
}
