using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Has the audit log's heads signed each minute, the whole log verified once a day, and old entries removed where the tenant wants it. Any number of servers may do so.</summary>
internal sealed partial class AuditWatch(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<AuditWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tenant = TenantId.Parse(options.Value.Tenant);
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await grains.Audit(tenant).TickAsync(stoppingToken);
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

    [LoggerMessage(1072, LogLevel.Warning, "The audit log could not be signed now; it is tried again in a minute: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(1073, LogLevel.Error, "The audit log could not be signed")]
    private partial void LogFailed(Exception fault);
}
