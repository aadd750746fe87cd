using System.Net;
using System.Net.Sockets;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.SiteAgent.Intake.Raw;
using Platen.SiteAgent.Replica;
using static Platen.SiteAgent.Tests.Intake.Wire;
using JobReach = Platen.Domain.Jobs.JobReach;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>The four ports of a device (PR13 to PR17).</summary>
public sealed class SpoolPortTests
{
    private static readonly DeviceId Mfp = DeviceId.Parse("mfp-1");

    [Theory]
    [InlineData(0, JobReach.DeviceAtOnce, false)]
    [InlineData(1, JobReach.Device, false)]
    [InlineData(2, JobReach.Site, false)]
    [InlineData(3, JobReach.Site, true)]
    public async Task Port_OfADevice_SaysWhereItsJobsCanBeReleased(int port, JobReach reach, bool allowsDelegates)
    {
        await using var host = await IntakeHost.StartAsync();
        var first = await OpenAsync(host);
        var document = Documents.PostScript(1, "%%For: (alice)\n");

        (await RawAsync(first + port, document)).ShouldBe(Closed);

        var job = await host.TheJobAsync(document);
        (job.Owner, job.Reach, job.SentTo, job.AllowsDelegates, job.Queue.Value).ShouldBe((IntakeHost.Alice, reach, Mfp, allowsDelegates, IntakeHost.Pull));
    }

    [Fact]
    public async Task Ports_AreOpenOnlyWhileTheyAreEnabled()
    {
        await using var host = await IntakeHost.StartAsync();
        var first = await OpenAsync(host);

        await host.ChangeAsync(new Change { Device = Device(port: 0) });
        await UntilAllAsync(first, isOpen: false);
        await host.ChangeAsync(new Change { Device = Device(first) });
        await UntilAllAsync(first, isOpen: true);
        var removed = Device(first);
        removed.Enabled = false;
        await host.ChangeAsync(new Change { Device = removed });

        await UntilAllAsync(first, isOpen: false);
    }

    [Fact]
    public async Task Ports_OfTwoDevices_OnAddressesOfTheirOwn_CanBeTheSame()
    {
        await using var host = await IntakeHost.StartAsync();
        var first = await OpenAsync(host);
        var other = Device(first);
        (other.DeviceId, other.SpoolAddress) = ("mfp-2", "127.0.0.2");
        await host.ChangeAsync(new Change { Device = other });
        await IntakeHost.UntilAsync(() => IsOpen(IPAddress.Parse("127.0.0.2"), first + 1), () => "the other device's ports to open");

        using (var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await client.ConnectAsync(IPAddress.Parse("127.0.0.2"), first + 1);
            await client.SendAsync(Documents.PostScript(1));
            client.Shutdown(SocketShutdown.Send);
            (await client.ReceiveAsync(new byte[1])).ShouldBe(0);
        }

        (await host.JobsAsync(1))[0].SentTo.ShouldBe(DeviceId.Parse("mfp-2"));
    }

    // mutant: the second device's ports left out without a word
    [Fact]
    public async Task Ports_OfTwoDevices_ThatOverlap_AreTold()
    {
        await using var host = await IntakeHost.StartAsync();
        var first = await OpenAsync(host);
        var other = Device(first);
        other.DeviceId = "mfp-2";
        await host.ChangeAsync(new Change { Device = other });
        var told = new List<string>();

        RawTargets.Of(host.Get<IReplica>(), IPAddress.Loopback, (port, owner) => told.Add($"{port.Port - first} {owner}"));

        told.ShouldBe(["0 device mfp-2", "1 device mfp-2", "2 device mfp-2", "3 device mfp-2"], ignoreOrder: true);
    }

    // mutants: a port that is taken is told in the log only; it is not tried again until somebody changes something
    [Fact]
    public async Task Port_ThatAnotherProgramHas_IsShown_AndOpensWhenItIsFree()
    {
        var time = new Platen.TestKit.Time.ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await IntakeHost.StartAsync(time);
        var first = FreeTen();
        var faults = host.Get<ListeningFaults>();
        using (var other = new TcpListener(IPAddress.Loopback, first + 2))
        {
            other.Start();
            await host.ChangeAsync(new Change { Device = Device(first) });
            await IntakeHost.UntilAsync(() => faults.All.Count == 1, () => $"the fault; there are {faults.All.Count}");
            faults.All[0].ShouldContain($":{first + 2} of queue {IntakeHost.Pull} could not be opened");
            faults.Current.ShouldHaveSingleItem().Level.ShouldBe("warning");
        }

        await IntakeHost.UntilAsync(
            () =>
            {
                time.Advance(RawListeners.RetryEvery);
                return faults.All.Count == 0;
            },
            () => "the port to be tried again");

        faults.Current.ShouldHaveSingleItem().Level.ShouldBeEmpty();
        IntakeHost.IsListening(first + 2).ShouldBeTrue();
    }

    private static async Task<int> OpenAsync(IntakeHost host)
    {
        var first = FreeTen();
        await host.ChangeAsync(new Change { Device = Device(first) });
        await UntilAllAsync(first, isOpen: true);
        return first;
    }

    private static Task UntilAllAsync(int first, bool isOpen) =>
        IntakeHost.UntilAsync(() => Enumerable.Range(first, DeviceSpooling.Ports).All(port => IntakeHost.IsListening(port) == isOpen), () => $"the ports from {first} to be {(isOpen ? "open" : "closed")}");

    private static ReplicaDevice Device(int port) =>
        new() { DeviceId = Mfp.Value, Name = "MFP", Host = "127.0.0.1", Enabled = true, SpoolPort = port, SpoolQueueId = IntakeHost.Pull };

    private static bool IsOpen(IPAddress address, int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(address, port);
            client.Client.Shutdown(SocketShutdown.Send);
            return client.Client.Receive(new byte[1]) == 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // four free ports in a row
    private static int FreeTen() => Enumerable.Range(0, 1000).Select(i => 20_010 + (10 * ((i + Environment.ProcessId) % 1000)))
        .First(first => Enumerable.Range(first, DeviceSpooling.Ports).All(port => !IsOpen(IPAddress.Loopback, port)));
}
