using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Tests.Delivery;
using Platen.VirtualMfp.Device;

namespace Platen.SiteAgent.Tests.Devices;

public sealed class DeviceMonitorTests
{
    [Fact]
    public async Task Device_IsReportedWhenItChanges_AndOnlyThen()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await using var facts = host.Get<IAgentJournal>().ReadFromAsync(1, limit.Token).GetAsyncEnumerator(limit.Token);

        Poll();
        var first = await NextAsync();
        (first.DeviceId, first.PrinterState, first.SerialNumber).ShouldBe(("mfp-1", 3, mfp.Endpoints.SerialNumber));
        Poll();
        Poll();
        mfp.Set(MfpCondition.OutOfPaper);
        Poll();

        var second = await NextAsync();
        second.PrinterState.ShouldBe(5);
        second.StateReasons.ShouldContain("media-empty");

        // the replica's change makes the monitor ask at once
        void Poll() => host.AddDevice(DeliveryProtocol.Raw, mfp.Endpoints.RawPort, change: device => device.SnmpPort = mfp.Endpoints.SnmpPort);

        async Task<DeviceObserved> NextAsync()
        {
            do
            {
                (await facts.MoveNextAsync()).ShouldBeTrue();
            }
            while (facts.Current.DeviceLogged is not null);
            return facts.Current.DeviceObserved.ShouldNotBeNull();
        }
    }
}
