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

    // mutant: devices compared with devices only; the port of whoever comes second never opens, and nobody but the agent's log says so
    [Theory]
    [InlineData(10_010, "", CommandCode.Invalid)]
    [InlineData(10_020, "", CommandCode.Done)]
    [InlineData(10_010, "192.0.2.8", CommandCode.Done)]
    public async Task Ports_ThatAQueueHas_AreRefused(int firstPort, string address, CommandCode code)
    {
        (await PutQueueAsync(10_012)).Code.ShouldBe(CommandCode.Done);

        var result = await PutAsync("mfp-1", firstPort, address, true);

        result.Code.ShouldBe(code, string.Join(' ', result.Messages));
        if (code == CommandCode.Invalid)
        {
            result.Messages.ShouldHaveSingleItem().ShouldStartWith("Of the spooling ports from 10010 on, 10012 is the RAW port of queue 'raw' already: give another first port, such as 10020");
        }
    }

    [Theory]
    [InlineData(10_010, "a spooling port of device 'mfp-1' at site")]
    [InlineData(10_013, "a spooling port of device 'mfp-1' at site")]
    [InlineData(1_631, "the agent's own (ipp) at site")]
    [InlineData(10_014, "")]
    public async Task RawPort_ThatADeviceOrAnAgentHas_IsRefused(int port, string why)
    {
        (await PutAsync("mfp-1", 10_010, "", true)).Code.ShouldBe(CommandCode.Done);
        await _host.Grains.Site(Branch.Tenant, Branch.SiteId).HeartbeatAsync(
            new Abstractions.Sites.AgentHeartbeat { Agent = Branch.Agent, Endpoints = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("ipp", "ipp://192.0.2.5:1631/ipp/print/") }, CancellationToken.None);

        var result = await PutQueueAsync(port);

        (result.Code, string.Join(' ', result.Messages).Contains(why, StringComparison.Ordinal)).ShouldBe((why.Length > 0 ? CommandCode.Invalid : CommandCode.Done, true), string.Join(' ', result.Messages));
    }

    private Task<CommandResult> PutQueueAsync(int rawPort) => _host.Grains.Queue(Branch.Tenant, Domain.Queues.QueueId.Parse("raw")).PutAsync(
        new Abstractions.Queues.PutQueue { Name = "Raw", Kind = Domain.Queues.QueueKind.Pull, UnknownOwner = Domain.Queues.UnknownOwnerPolicy.Hold, RawPort = rawPort, KeepHeld = TimeSpan.FromDays(1) }, Branch.System, CancellationToken.None);

    private Task<CommandResult> PutAsync(string device, int firstPort, string address, bool isOpen) => _host.Grains.Device(Branch.Tenant, Branch.SiteId, DeviceId.Parse(device)).PutAsync(
        new PutDevice
        {
            Name = device, Host = "192.0.2.7", Protocol = DeliveryProtocol.Raw, Port = 9100,
            Spooling = new DeviceSpooling { Enabled = isOpen, FirstPort = firstPort, Address = address, Queue = Branch.QueueId },
        },
        Branch.System,
        CancellationToken.None);
}
