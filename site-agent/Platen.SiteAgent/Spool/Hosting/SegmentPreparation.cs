using System.Threading.Channels;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool.Hosting;

/// <summary>Keeps a few segments of zeros ready, written slowly in the background: a pause after every MiB leaves the disk to the intake.</summary>
internal sealed partial class SegmentPreparation(SpoolEngine engine, TimeProvider time, ILogger<SegmentPreparation> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // one wish is enough, however many intakes have it
        var wanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        wanted.Writer.TryWrite(true);
        engine.Segments.SpareWanted = () => wanted.Writer.TryWrite(true);
        try
        {
            await foreach (var _ in wanted.Reader.ReadAllAsync(stoppingToken))
            {
                await PrepareAsync(stoppingToken);
            }
        }
        finally
        {
            engine.Segments.SpareWanted = null;
        }
    }

    private async Task PrepareAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await engine.Segments.PrepareOneAsync(PauseAsync, stoppingToken))
            {
                LogPrepared(engine.Segments.ReadyCount);
            }
        }
        catch (DiskFullException)
        {
            engine.Space.NoteFull(); // segments are then made when they are needed, if there is room
        }
        catch (IOException e)
        {
            LogFailed(e);
            await Task.Delay(RetryDelay, time, stoppingToken);
        }

        async ValueTask PauseAsync() => await Task.Delay(Pause, time, stoppingToken);
    }

    [LoggerMessage(3101, LogLevel.Debug, "A spool segment is prepared; {Ready} are ready.")]
    private partial void LogPrepared(int ready);

    [LoggerMessage(3102, LogLevel.Warning, "A spool segment cannot be prepared; intake goes on, more slowly.")]
    private partial void LogFailed(Exception error);
}
