using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Tests.Devices;

public sealed class DeviceConnectionsTests
{
    // mutant: pools kept by address, or by trust, grow with every edit of a device
    [Fact]
    public void Device_EditedOften_HasOnePool()
    {
        using var connections = Connections();
        var device = new ReplicaDevice { DeviceId = "mfp-1", Host = "printer", Port = 631 };
        var first = connections.Of(device);
        connections.Of(device).ShouldBeSameAs(first);

        for (var port = 1; port <= 5_000; port++)
        {
            device.Port = port;
            connections.Of(device);
        }

        connections.Count.ShouldBe(1);
        connections.Of(device).ShouldNotBeSameAs(first);
    }

    [Fact]
    public void Pools_HaveABound_AndTheLeastUsedOneGoes()
    {
        using var connections = Connections();
        var first = connections.Of(Device(0));
        for (var i = 1; i < DeviceConnections.PoolsMax; i++)
        {
            connections.Of(Device(i));
        }

        connections.Of(Device(0)).ShouldBeSameAs(first);
        connections.Of(Device(DeviceConnections.PoolsMax));

        connections.Count.ShouldBe(DeviceConnections.PoolsMax);
        connections.Of(Device(0)).ShouldBeSameAs(first);
    }

    private static ReplicaDevice Device(int number) => new() { DeviceId = $"mfp-{number}", Host = "printer", Port = 631 };

    private static DeviceConnections Connections() =>
        new(new DeviceTls(new CertificatePins(new AgentFolders(Path.GetTempPath()), NullLogger<CertificatePins>.Instance)), Microsoft.Extensions.Options.Options.Create(new DeliveryOptions()));
}
