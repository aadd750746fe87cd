using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Devices.Log;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Devices;

/// <summary>Asks every device of the site for its state now and then, and reports what has changed.</summary>
internal sealed partial class DeviceMonitor(
    IReplica replica, DeviceProbe probe, DeviceStates states, DeviceLogbook logbook, IAgentJournal journal, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeviceMonitor> logger) : BackgroundService
{
    private const int AtOnceMax = 16;
    private readonly Dictionary<string, DeviceObserved> _reported = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // a round of its own for the wait: one that outlived its round would pile up behind a replica that never changes
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var changed = replica.WaitForChangeAsync(round.Token);
            var known = replica.Devices.Select(device => device.DeviceId).ToHashSet(StringComparer.Ordinal);
            states.Keep(known);
            logbook.Keep(known);
            await Parallel.ForEachAsync(
                replica.Devices.Where(device => device.Enabled),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = stoppingToken },
                async (device, token) => await ObserveAsync(device, token));
            await Task.WhenAny(changed, Task.Delay(options.Value.PollEvery, time, round.Token));
            await round.CancelAsync();
        }
    }

    private async Task ObserveAsync(ReplicaDevice device, CancellationToken cancellationToken)
    {
        try
        {
            if (await probe.ReadAsync(device, cancellationToken) is { } status)
            {
                states.Note(device, status);
                await ReportAsync(device, status, cancellationToken);
                await logbook.NoteAsync(device, status, await probe.ReadAlertsAsync(device, status, cancellationToken), cancellationToken);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(fault, device.DeviceId);
        }
    }

    private async Task ReportAsync(ReplicaDevice device, DeviceStatus status, CancellationToken cancellationToken)
    {
        var observed = new DeviceObserved { DeviceId = device.DeviceId, PrinterState = status.PrinterState, SerialNumber = status.SerialNumber, Model = status.Model };
        observed.StateReasons.AddRange(status.Reasons);
        if (status.PageCounter is { } pages)
        {
            observed.PageCounter = pages;
        }

        lock (_gate)
        {
            if (_reported.TryGetValue(device.DeviceId, out var before) && before.Equals(observed))
            {
                return;
            }
        }

        var kept = observed.Clone();
        await journal.AppendAsync(new AgentEvent { DeviceObserved = observed }, cancellationToken);
        lock (_gate)
        {
            _reported[device.DeviceId] = kept; // only now: what could not be written is reported in the next round
        }
    }

    [LoggerMessage(2310, LogLevel.Warning, "Device {Device} could not be asked for its state")]
    private partial void LogFailed(Exception fault, string device);
}
