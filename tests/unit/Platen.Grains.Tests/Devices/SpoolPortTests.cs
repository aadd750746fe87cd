using Platen.Domain.Devices;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Devices;

/// <summary>Spooling ports of a site's devices (PR13 to PR17): two devices cannot have the same ones at the same address.</summary>
public sealed class SpoolPortTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // mutant: ports looked at for one device only; the second device's would never open
    [Theory]
    [InlineData("mfp-2", 10_010, "", true, CommandCode.Invalid)]
    [InlineData("mfp-2", 10_020, "", true, CommandCode.Done)]
    [InlineData("mfp-2", 10_010, "192.0.2.8", true, CommandCode.Done)]
    [InlineData("mfp-2", 10_010, "", false, CommandCode.Done)]
    [InlineData("mfp-1", 10_010, "", true, CommandCode.Done)]
    public async Task Ports_ThatAnotherDeviceHas_AreRefused(string device, int firstPort, string address, bool isOpen, CommandCode code)
    {
        (await PutAsync("mfp-1", 10_010, "", true)).Code.ShouldBe(CommandCode.Done);

        var result = await PutAsync(device, firstPort, address, isOpen);

        result.Code.ShouldBe(code, string.Join(' ', result.Messages));
        if (code == CommandCode.Invalid)
        {
            result.Messages.ShouldHaveSingleItem().ShouldContain("those of device 'mfp-1'");
        }
    }

    private Task<CommandResult> PutAsync(string device, int firstPort, string address, bool isOpen) => _host.Grains.Device(Branch.Tenant, Branch.SiteId, DeviceId.Parse(device)).PutAsync(
        new PutDevice
        {
            Name = device, Host = "192.0.2.7", Protocol = DeliveryProtocol.Raw, Port = 9100,
            Spooling = new DeviceSpooling { Enabled = isOpen, FirstPort = firstPort, Address = address, Queue = Branch.QueueId },
        },
        Branch.System,
        CancellationToken.None);
}
