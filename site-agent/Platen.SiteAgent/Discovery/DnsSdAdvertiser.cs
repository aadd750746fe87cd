using System.Net;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Options;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Discovery;

/// <summary>Makes the queues known by DNS-SD, and keeps that in step with the replica. A publisher that ends is started again, at most every 10 seconds.</summary>
internal sealed partial class DnsSdAdvertiser(
    IReplica replica, IOptions<DiscoveryOptions> discovery, IOptions<AgentOptions> agent, IOptions<IntakeOptions> intake, TimeProvider time, ILogger<DnsSdAdvertiser> logger) : BackgroundService
{
    /// <summary>Services at one time; each is a process.</summary>
    public const int ServicesMax = 200;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly Dictionary<PrinterService, AvahiPublisher> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsWanted())
        {
            return;
        }

        try
        {
            using var timer = new PeriodicTimer(LookAgain, time);
            var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            while (!stoppingToken.IsCancellationRequested)
            {
                var changed = replica.WaitForChangeAsync(stoppingToken);
                Update();
                await Task.WhenAny(changed, tick);
                tick = tick.IsCompleted ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
            }
        }
        finally
        {
            foreach (var publisher in _running.Values)
            {
                publisher.Dispose();
            }
        }
    }

    private bool IsWanted()
    {
        var isLocal = IPAddress.TryParse(agent.Value.ListenAddress, out var address) && IPAddress.IsLoopback(address);
        return discovery.Value.Mode == DiscoveryMode.On || (discovery.Value.Mode == DiscoveryMode.Auto && !isLocal && File.Exists(discovery.Value.Program));
    }

    private void Update()
    {
        var chosen = discovery.Value.Queues;
        var wanted = PrinterServices.Of(replica, agent.Value, intake.Value.IppPasswordRequired).Where(service => chosen.Count == 0 || chosen.Any(queue => service.Words.Contains($"rp=ipp/print/{queue}"))).ToHashSet();
        if (wanted.Count > ServicesMax)
        {
            LogTooMany(wanted.Count, ServicesMax);
            wanted = [.. wanted.Take(ServicesMax)];
        }

        foreach (var (service, publisher) in _running.Where(one => one.Value.HasExited || !wanted.Contains(one.Key)).ToList())
        {
            publisher.Dispose();
            _running.Remove(service);
        }

        foreach (var service in wanted.Where(service => !_running.ContainsKey(service)))
        {
            if (AvahiPublisher.TryStart(discovery.Value.Program, service) is { } publisher)
            {
                _running[service] = publisher;
            }
            else
            {
                LogNoShell(service.Name);
            }
        }
    }

    [LoggerMessage(2240, LogLevel.Warning, "DNS-SD: {Wanted} services are more than {Most}; the rest is not made known (Discovery:Queues chooses)")]
    private partial void LogTooMany(int wanted, int most);

    [LoggerMessage(2241, LogLevel.Warning, "DNS-SD: no process could be started to make {Service} known")]
    private partial void LogNoShell(string service);
}
