using System.Net;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake.Raw;

/// <summary>Which RAW ports are to be open: one of each queue that has one, and four of each device whose spooling is enabled (PR13 to PR17).</summary>
internal static class RawTargets
{
    /// <summary>The ports, by the address and number to listen on. Where two want the same one, a queue comes before a device, and the lower id first.</summary>
    public static IReadOnlyDictionary<IPEndPoint, RawTarget> Of(IReplica replica, IPAddress listening) => Of(replica, listening, (_, _) => { });

    /// <summary>The same; <paramref name="onOverlap"/> is told of each port that one gets and another one wants.</summary>
    public static IReadOnlyDictionary<IPEndPoint, RawTarget> Of(IReplica replica, IPAddress listening, Action<IPEndPoint, string> onOverlap)
    {
        var targets = new Dictionary<IPEndPoint, RawTarget>();
        void Add(IPEndPoint port, RawTarget target, string owner)
        {
            if (!targets.TryAdd(port, target))
            {
                onOverlap(port, owner);
            }
        }

        foreach (var queue in replica.Queues.Where(queue => queue.RawPort is > 0 and <= IPEndPoint.MaxPort))
        {
            Add(new IPEndPoint(listening, queue.RawPort), new RawTarget(queue.QueueId, JobRoute.OfQueue), $"queue {queue.QueueId}");
        }

        foreach (var device in replica.Devices.Where(IsOpen))
        {
            AddDevice(Add, device, IPAddress.TryParse(device.SpoolAddress, out var own) ? own : listening);
        }

        return targets;
    }

    private static bool IsOpen(ReplicaDevice device) => device is { Enabled: true, SpoolPort: > 0 and <= IPEndPoint.MaxPort - DeviceSpooling.Ports, SpoolQueueId.Length: > 0 };

    private static void AddDevice(Action<IPEndPoint, RawTarget, string> add, ReplicaDevice device, IPAddress address)
    {
        var id = DeviceId.Parse(device.DeviceId);
        JobRoute[] routes =
        [
            new(JobReach.DeviceAtOnce, id, AllowsDelegates: false),
            new(JobReach.Device, id, AllowsDelegates: false),
            new(JobReach.Site, id, AllowsDelegates: false),
            new(JobReach.Site, id, AllowsDelegates: true),
        ];
        for (var i = 0; i < routes.Length; i++)
        {
            add(new IPEndPoint(address, device.SpoolPort + i), new RawTarget(device.SpoolQueueId, routes[i]), $"device {device.DeviceId}");
        }
    }
}
