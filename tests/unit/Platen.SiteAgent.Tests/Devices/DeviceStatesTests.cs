using Microsoft.Extensions.Logging.Abstractions;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Tests.Delivery;
using Platen.TestKit.Time;
using Platen.VirtualMfp.Device;

namespace Platen.SiteAgent.Tests.Devices;

public sealed class DeviceStatesTests
{
    [Fact]
    public async Task Device_ThatIsLookedAt_IsAskedInTheBackground()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        mfp.Set(MfpCondition.Jammed);
        var device = host.AddDevice(DeliveryProtocol.Ipp, mfp.Endpoints.IppPort);
        var states = host.Get<IDeviceStates>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));

        do
        {
            states.Freshen(device);
        }
        while (states.Find("mfp-1") is not { Status.PrinterState: 5 } && await pause.WaitForNextTickAsync(limit.Token));

        states.Find("mfp-1")!.Status.Reasons.ShouldContain("media-jam-error");
    }

    [Fact]
    public void State_ThatIsOld_SaysNothing()
    {
        var clock = new ManualTimeProvider();
        using var states = new DeviceStates(null!, clock, NullLogger<DeviceStates>.Instance);
        var device = new Contracts.AgentLink.V1.ReplicaDevice { DeviceId = "mfp-1" };
        states.Note(device, new DeviceStatus { PrinterState = 3 });

        states.Find("mfp-1").ShouldNotBeNull();
        clock.Advance(DeviceStates.KnownFor + TimeSpan.FromSeconds(1));
        states.Find("mfp-1").ShouldBeNull();
        states.Keep(new HashSet<string>());
        states.Find("mfp-1").ShouldBeNull();
    }
}
