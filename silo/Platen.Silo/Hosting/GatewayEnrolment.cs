using Orleans.Runtime;
using Platen.Grains.Abstractions;
using Platen.Silo.Keys;

namespace Platen.Silo.Hosting;

/// <summary>Gets a gateway its certificates before its listeners open, and the next ones in time (NW06).</summary>
internal sealed partial class GatewayEnrolment(IGrainFactory grains, GatewayIdentity identity, ServerNames names, TimeProvider time, ILogger<GatewayEnrolment> logger) : BackgroundService
{
    /// <summary>How often the silos are asked at the start before the process gives up, which its supervisor then starts again.</summary>
    public const int AttemptsMax = 60;

    /// <summary>The pause between two attempts at the start.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await FirstAsync(cancellationToken);
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

    // while everything starts at once, the silo that is asked may not be there yet, or not have its connections
    private async Task FirstAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await EnsureAsync(cancellationToken);
                return;
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException && attempt < AttemptsMax)
            {
                LogAgain(fault.Message);
                await Task.Delay(Pause, time, cancellationToken);
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

    [LoggerMessage(1016, LogLevel.Warning, "The silos do not issue this gateway's certificates yet; they are asked again: {Reason}")]
    private partial void LogAgain(string reason);

    [LoggerMessage(1011, LogLevel.Error, "This gateway's certificates are due, and could not be renewed; it is tried again in an hour")]
    private partial void LogNotRenewed(Exception fault);
}
