using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Options;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake.Raw;

/// <summary>
/// Opens the RAW ports that queues and devices have, and closes them when these lose them (PR17); follows the replica. A port that cannot be opened is told in the log once, with each heartbeat, and as an alarm; it is tried
/// again at the next change, and every <see cref="RetryEvery"/>.
/// </summary>
internal sealed partial class RawListeners(
    IReplica replica, RawConnection connections, ListeningFaults faults, IOptions<AgentOptions> agent, IOptions<IntakeOptions> intake, TimeProvider time, ILogger<RawListeners> logger) : BackgroundService
{
    public static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(30);

    private readonly Dictionary<IPEndPoint, RawListener> _open = [];
    private readonly List<string> _now = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var changed = replica.WaitForChangeAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await AdjustAsync(stoppingToken);
                if (await HasChangedAsync(changed, stoppingToken))
                {
                    changed = replica.WaitForChangeAsync(stoppingToken);
                }
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

    // waits for a change; false: a port that was taken may be free by now
    private async Task<bool> HasChangedAsync(Task changed, CancellationToken cancellationToken)
    {
        try
        {
            await changed.WaitAsync(faults.All.Count == 0 ? Timeout.InfiniteTimeSpan : RetryEvery, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task AdjustAsync(CancellationToken cancellationToken)
    {
        _now.Clear();
        var wanted = RawTargets.Of(replica, IPAddress.Parse(agent.Value.ListenAddress), NoteOverlap);
        foreach (var (endPoint, listener) in _open.ToList())
        {
            if (!wanted.TryGetValue(endPoint, out var target) || target != listener.Target)
            {
                _open.Remove(endPoint);
                await listener.DisposeAsync();
            }
        }

        foreach (var (endPoint, target) in wanted.Where(entry => !_open.ContainsKey(entry.Key)))
        {
            TryOpen(endPoint, target, cancellationToken);
        }

        Tell();
    }

    private void NoteOverlap(IPEndPoint port, string owner) =>
        _now.Add($"Port {port} is wanted by {owner}, but another queue or device has it: give {owner} another port in the console, or the device an address of its own.");

    private void TryOpen(IPEndPoint endPoint, RawTarget target, CancellationToken cancellationToken)
    {
        try
        {
            _open.Add(endPoint, new RawListener(target, endPoint, connections, intake.Value.RawConnectionsMax, time, cancellationToken));
            LogOpened(endPoint, target.Queue);
        }
        catch (SocketException fault)
        {
            _now.Add($"Port {endPoint} of queue {target.Queue} could not be opened ({fault.Message}): end the program that has it, or give the queue or device another port in the console.");
        }
    }

    // in the log once, and again when it has gone and come back
    private void Tell()
    {
        foreach (var fault in _now.Except(faults.All))
        {
            LogFault(fault);
        }

        faults.All = _now;
    }

    [LoggerMessage(2220, LogLevel.Information, "RAW: {Port} feeds queue {Queue}")]
    private partial void LogOpened(IPEndPoint port, string queue);

    [LoggerMessage(2221, LogLevel.Error, "RAW: {Fault}")]
    private partial void LogFault(string fault);
}
