using System.Collections.Concurrent;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>Devices' states as a test sets them.</summary>
internal sealed class FakeStates : IDeviceStates
{
    public ConcurrentDictionary<string, DeviceSeen> Seen { get; } = new();

    public ConcurrentQueue<string> Freshened { get; } = new();

    public DeviceSeen? Find(string deviceId) => Seen.GetValueOrDefault(deviceId);

    public void Freshen(ReplicaDevice device) => Freshened.Enqueue(device.DeviceId);
}
