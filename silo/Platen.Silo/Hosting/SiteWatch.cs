using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Looks after the sites' replication every half minute, so that an agent that is away is told though it says nothing. Any number of servers may do so: an alarm is raised once.</summary>
internal sealed partial class SiteWatch(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<SiteWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tenant = TenantId.Parse(options.Value.Tenant);
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await grains.Replication(tenant).WatchAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is RecordStoreUnavailableException or TimeoutException or OrleansException)
            {
                LogAway(fault.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault);
            }
        }
    }

    [LoggerMessage(1070, LogLevel.Warning, "The sites' replication could not be looked at: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(1071, LogLevel.Error, "The sites' replication could not be looked at")]
    private partial void LogFailed(Exception fault);
}
