using System.Collections.Concurrent;
using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Protocols;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Replica;
using DeviceStatus = Platen.SiteAgent.Devices.DeviceStatus;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>How the site's queues are, and when they changed. A pull queue is always idle; a direct one is as its device was seen last.</summary>
internal sealed class PrinterRecords(IReplica replica, PrinterClock clock, PrinterIdentification identification, IServiceProvider services)
{
    private const int MessageBytesMax = 1_000;

    // one entry for each queue of the site
    private readonly ConcurrentDictionary<string, PrinterRecord> _known = new(StringComparer.Ordinal);

    /// <summary>How the queue is at this moment.</summary>
    public PrinterStatus StatusOf(ReplicaQueue queue)
    {
        if (identification.IsIdentifying(queue.QueueId))
        {
            return new PrinterStatus(IppPrinterState.Idle, ["identify-printer-requested"], "Somebody wants to know which printer this is.");
        }

        return DeviceOf(queue) is { } device && services.GetService<IDeviceStates>()?.Find(device.DeviceId) is { } seen ? Of(seen.Status) : PrinterStatus.Idle;
    }

    /// <summary>What is remembered of a queue.</summary>
    public PrinterRecord Find(ReplicaQueue queue) => _known.GetOrAdd(queue.QueueId, static (_, made) => made.Records.New(made.Queue), (Records: this, Queue: queue));

    /// <summary>Looks at every queue anew, and tells what changed.</summary>
    public IReadOnlyList<PrinterChange> Refresh()
    {
        var changes = new List<PrinterChange>();
        foreach (var queue in replica.Queues)
        {
            var before = Find(queue);
            var (device, status, now) = (DeviceOf(queue), StatusOf(queue), clock.Now);
            var isOther = !before.Queue.Equals(queue) || !Equals(before.Device, device);
            var hasChanged = before.Status != status;
            if (!isOther && !hasChanged)
            {
                continue;
            }

            var after = before with
            {
                Queue = queue,
                Device = device,
                Status = status,
                StateChangedAt = hasChanged ? now : before.StateChangedAt,
                ConfigChangedAt = isOther ? now : before.ConfigChangedAt,
                ConfigChanges = before.ConfigChanges + (isOther ? 1 : 0),
            };
            _known[queue.QueueId] = after;
            changes.Add(new PrinterChange(queue.QueueId, status, hasChanged, hasChanged && status.State == IppPrinterState.Stopped && before.Status.State != IppPrinterState.Stopped, isOther));
        }

        return changes;
    }

    /// <summary>Forgets the queues that are gone.</summary>
    public void Forget()
    {
        var present = replica.Queues.Select(queue => queue.QueueId).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _known.Keys.Where(id => !present.Contains(id)))
        {
            _known.TryRemove(gone, out _);
        }
    }

    private static PrinterStatus Of(DeviceStatus device) => device.PrinterState switch
    {
        // the queue takes jobs all the same, so it has not stopped; nobody knows whether the device has
        DeviceStatusWords.Unreachable => new PrinterStatus(IppPrinterState.Idle, ["connecting-to-device"], Utf8Text.Cut(device.Obstacle, MessageBytesMax)),
        DeviceStatusWords.Stopped => new PrinterStatus(IppPrinterState.Stopped, ReasonsOf(device), Utf8Text.Cut(device.Obstacle, MessageBytesMax)),
        DeviceStatusWords.Processing => new PrinterStatus(IppPrinterState.Processing, ReasonsOf(device), ""),
        _ => new PrinterStatus(IppPrinterState.Idle, ReasonsOf(device), ""),
    };

    private static ImmutableArray<string> ReasonsOf(DeviceStatus device) => device.Reasons.IsDefaultOrEmpty ? [IppPrinterStateReason.None] : device.Reasons;

    private ReplicaDevice? DeviceOf(ReplicaQueue queue) =>
        queue.Kind == ReplicaQueue.Types.Kind.Direct && DeviceId.TryParse(queue.DeviceId, out var device) ? replica.FindDevice(device) : null;

    private PrinterRecord New(ReplicaQueue queue) => new(queue, DeviceOf(queue), StatusOf(queue)) { StateChangedAt = clock.StartedAt, ConfigChangedAt = clock.StartedAt };
}
