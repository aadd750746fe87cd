using System.Net;
using System.Net.Sockets;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Snmp;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Tests.Delivery;

namespace Platen.SiteAgent.Tests.Devices;

public sealed class SnmpDeviceClientTests
{
    // mutant: a client that takes the first datagram, whatever its request id, counts 666
    [Fact]
    public async Task Datagrams_ThatAreNoAnswer_AreIgnored_AndTheRightOneStillCounts()
    {
        using var device = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var reading = new SnmpDeviceClient(TimeProvider.System).ReadAsync(Device(device), CancellationToken.None);
        var question = await device.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(10));
        var request = SnmpCodec.Decode(question.Buffer, SnmpLimits.Default);

        await device.SendAsync(new byte[] { 0x30, 0x84, 0xff, 0xff, 0xff, 0xff }, question.RemoteEndPoint);
        await device.SendAsync(new byte[60_000], question.RemoteEndPoint);
        await device.SendAsync(Array.Empty<byte>(), question.RemoteEndPoint);
        await device.SendAsync(Answer(request, request.Pdu.RequestId + 1, pages: 666), question.RemoteEndPoint);
        await device.SendAsync(question.Buffer, question.RemoteEndPoint);
        await device.SendAsync(Answer(request, request.Pdu.RequestId, pages: 42), question.RemoteEndPoint);

        (await reading)!.PageCounter.ShouldBe(42);
    }

    [Fact]
    public async Task Device_ThatIsSilent_IsAskedTwice_AndThenUnknown()
    {
        using var device = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));

        (await new SnmpDeviceClient(TimeProvider.System).ReadAsync(Device(device), CancellationToken.None)).ShouldBeNull();

        device.Available.ShouldBeGreaterThan(0);
        await device.ReceiveAsync();
        await device.ReceiveAsync();
        device.Available.ShouldBe(0);
    }

    [Fact]
    public async Task VirtualMfp_IsReadWithItsCounterAndSerialNumber()
    {
        await using var mfp = await TestMfp.StartAsync();
        var device = new ReplicaDevice { DeviceId = "mfp-1", Host = "127.0.0.1", SnmpPort = mfp.Endpoints.SnmpPort };

        var status = await new SnmpDeviceClient(TimeProvider.System).ReadAsync(device, CancellationToken.None);

        status!.PrinterState.ShouldBe(DeviceStatusWords.Idle);
        status.PageCounter.ShouldNotBeNull();
        status.SerialNumber.ShouldBe(mfp.Endpoints.SerialNumber);
    }

    private static ReplicaDevice Device(UdpClient device) =>
        new() { DeviceId = "mfp-1", Host = "127.0.0.1", SnmpPort = ((IPEndPoint)device.Client.LocalEndPoint!).Port };

    private static byte[] Answer(SnmpMessage request, int id, int pages)
    {
        var variable = new SnmpVarBind(PrinterOids.PrtMarkerLifeCount.Append(1, 1), SnmpValue.Counter32((uint)pages));
        return SnmpCodec.Encode(request with { Pdu = request.Pdu with { Type = SnmpPduType.Response, RequestId = id, Variables = [variable] } });
    }
}
