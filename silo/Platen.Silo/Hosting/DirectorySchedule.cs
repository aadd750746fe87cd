using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Asks each directory once a minute whether a run is due. The directory's grain decides, so several masters do no harm.</summary>
internal sealed partial class DirectorySchedule(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<DirectorySchedule> logger) : BackgroundService
{
    private const int DirectoriesMax = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tenant = TenantId.Parse(options.Value.Tenant);
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var directories = await grains.Query(tenant).ListDirectoriesAsync(new PageRequest("", DirectoriesMax), stoppingToken);
                foreach (var directory in directories.Items)
                {
                    await grains.Directory(tenant, directory.Id).TickAsync(stoppingToken);
                }
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException or RecordStoreUnavailableException)
            {
                LogAgain(fault.Message);
            }
        }
    }

    [LoggerMessage(1020, LogLevel.Warning, "Directories cannot be asked now whether a run is due; they are asked again in a minute: {Reason}")]
    private partial void LogAgain(string reason);
}
