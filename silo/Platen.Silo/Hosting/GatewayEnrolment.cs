using Platen.Grains.Abstractions;
using Platen.Silo.Keys;

namespace Platen.Silo.Hosting;

/// <summary>Gets a gateway its certificates before its listeners open, and the next ones in time (NW06).</summary>
internal sealed partial class GatewayEnrolment(IGrainFactory grains, GatewayIdentity identity, ServerNames names, TimeProvider time, ILogger<GatewayEnrolment> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EnsureAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotRenewed(fault); // a month is left for the next hours
            }
        }
    }

    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await identity.EnsureAsync(grains.NodeCertificates(), names.All, cancellationToken))
        {
            LogIssued(string.Join(", ", names.All));
        }
    }

    [LoggerMessage(1010, LogLevel.Information, "The silos have issued this gateway's certificates, for {Names}")]
    private partial void LogIssued(string names);

    [LoggerMessage(1011, LogLevel.Error, "This gateway's certificates are due, and could not be renewed; it is tried again in an hour")]
    private partial void LogNotRenewed(Exception fault);
}
