using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Options;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake.Raw;

/// <summary>Opens the RAW ports that queues and devices have, and closes them when these lose them (PR17); follows the replica.</summary>
internal sealed partial class RawListeners(
    IReplica replica, RawConnection connections, IOptions<AgentOptions> agent, IOptions<IntakeOptions> intake, TimeProvider time, ILogger<RawListeners> logger) : BackgroundService
{
    private const int OverlapsMax = 1_000;

    private readonly Dictionary<IPEndPoint, RawListener> _open = [];
    private readonly HashSet<(IPEndPoint Port, string Owner)> _overlaps = [];

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
    }

    // told once, and again when it has gone and come back
    private void NoteOverlap(IPEndPoint port, string owner)
    {
        if (_overlaps.Count >= OverlapsMax)
        {
            _overlaps.Clear();
        }

        if (_overlaps.Add((port, owner)))
        {
            LogOverlap(port, owner);
        }
    }

    private void TryOpen(IPEndPoint endPoint, RawTarget target, CancellationToken cancellationToken)
    {
        try
        {
            _open.Add(endPoint, new RawListener(target, endPoint, connections, intake.Value.RawConnectionsMax, time, cancellationToken));
            LogOpened(endPoint, target.Queue);
        }
        catch (SocketException fault)
        {
            // tried again at the next change of the replica
            LogPortTaken(endPoint, target.Queue, fault.Message);
        }
    }

    [LoggerMessage(2220, LogLevel.Information, "RAW: {Port} feeds queue {Queue}")]
    private partial void LogOpened(IPEndPoint port, string queue);

    [LoggerMessage(2226, LogLevel.Error, "RAW: {Port} is wanted by {Owner}, but another queue or device has it: give {Owner} another port in the console, or the device an address of its own")]
    private partial void LogOverlap(IPEndPoint port, string owner);

    [LoggerMessage(2221, LogLevel.Error, "RAW: {Port} of queue {Queue} could not be opened ({Reason}): end the program that has it, or give the queue or device another port in the console")]
    private partial void LogPortTaken(IPEndPoint port, string queue, string reason);
}
