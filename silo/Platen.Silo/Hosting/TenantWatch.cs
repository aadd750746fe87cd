using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Has something of the tenant's looked after again and again. A round that fails is logged, and the next one comes all the same. Any number of servers may do so: the grains decide what is due.</summary>
/// <param name="every">From one round to the next.</param>
/// <param name="options">Name the tenant.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For rounds that failed.</param>
internal abstract partial class TenantWatch(TimeSpan every, IOptions<SiloOptions> options, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>What did not succeed, as the log says it.</summary>
    protected abstract string Work { get; }

    /// <summary>One round.</summary>
    protected abstract Task LookAsync(TenantId tenant, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tenant = TenantId.Parse(options.Value.Tenant);
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(tenant, stoppingToken);
            }
            catch (Exception fault) when (fault is RecordStoreUnavailableException or TimeoutException or OrleansException)
            {
                LogAway(Work, every, fault.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault, Work);
            }
        }
    }

    [LoggerMessage(1070, LogLevel.Warning, "{Work} is not possible now; it is tried again in {Every}: {Reason}")]
    private partial void LogAway(string work, TimeSpan every, string reason);

    [LoggerMessage(1071, LogLevel.Error, "{Work} failed")]
    private partial void LogFailed(Exception fault, string work);
}
