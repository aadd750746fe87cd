using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Options;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake.Raw;

/// <summary>Opens a port for each queue that has a RAW port, and closes it when the queue loses it; follows the replica.</summary>
internal sealed partial class RawListeners(
    IReplica replica, RawConnection connections, IOptions<AgentOptions> agent, IOptions<IntakeOptions> intake, TimeProvider time, ILogger<RawListeners> logger) : BackgroundService
{
    private readonly Dictionary<int, RawListener> _open = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var changed = replica.WaitForChangeAsync(stoppingToken);
                await AdjustAsync(stoppingToken);
                await changed;
            }
        }
        finally
        {
            foreach (var listener in _open.Values)
            {
                await listener.DisposeAsync();
            }
        }
    }

    private async Task AdjustAsync(CancellationToken cancellationToken)
    {
        var wanted = replica.Queues.Where(queue => queue.RawPort > 0).GroupBy(queue => queue.RawPort).ToDictionary(group => group.Key, group => group.First().QueueId);
        foreach (var (port, listener) in _open.ToList())
        {
            if (!wanted.TryGetValue(port, out var queue) || queue != listener.Queue)
            {
                _open.Remove(port);
                await listener.DisposeAsync();
            }
        }

        foreach (var (port, queue) in wanted.Where(entry => !_open.ContainsKey(entry.Key)))
        {
            TryOpen(port, queue, cancellationToken);
        }
    }

    private void TryOpen(int port, string queue, CancellationToken cancellationToken)
    {
        try
        {
            var endPoint = new IPEndPoint(IPAddress.Parse(agent.Value.ListenAddress), port);
            _open.Add(port, new RawListener(queue, endPoint, connections, intake.Value.RawConnectionsMax, time, cancellationToken));
            LogOpened(port, queue);
        }
        catch (SocketException fault)
        {
            // tried again at the next change of the replica
            LogPortTaken(port, queue, fault.Message);
        }
    }

    [LoggerMessage(2220, LogLevel.Information, "RAW: port {Port} feeds queue {Queue}")]
    private partial void LogOpened(int port, string queue);

    [LoggerMessage(2221, LogLevel.Error, "RAW: port {Port} of queue {Queue} could not be opened ({Reason}): end the program that has it, or give the queue another port in the console")]
    private partial void LogPortTaken(int port, string queue, string reason);
}
