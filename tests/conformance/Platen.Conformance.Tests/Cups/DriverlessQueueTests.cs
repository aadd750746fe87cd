using Platen.Conformance.Tests.Ipp;
using Platen.Conformance.Tests.Running;
using Platen.Contracts.AgentLink.V1;

namespace Platen.Conformance.Tests.Cups;

/// <summary>A workstation's CUPS, with a queue that it made without a driver (<c>lpadmin -m everywhere</c>), prints at the agent: what telephones and driverless desktops do.</summary>
public sealed class DriverlessQueueTests
{
    [Theory]
    [InlineData("ipp", IntakeProtocol.Ipp)]
    [InlineData("ipps", IntakeProtocol.Ipps)]
    public async Task Lp_ThroughADriverlessQueue_IsHeldForItsOwner(string scheme, IntakeProtocol protocol)
    {
        await using var agent = await RunningAgent.StartAsync();
        await using var cups = await CupsServer.StartAsync();
        var folder = await SuiteFolder.MakeAsync(Path.Combine(agent.Folder, "documents"));

        await cups.AddDriverlessQueueAsync("branch", agent.PrinterUri(RunningAgent.Pull, scheme));
        await cups.PrintAsync("branch", folder.Document, "alice", "-t", "Quarterly report", "-n", "2", "-o", "sides=two-sided-long-edge");

        await RunningAgent.UntilAsync(() => agent.Jobs.Count == 1, () => $"the job to be held; CUPS says:\n{cups.Log()}");
        var job = agent.Jobs.ListAll(after: null, 10).ShouldHaveSingleItem();
        (job.ClaimedUser, job.Title, job.Protocol, job.Facts.Copies, job.Facts.Sides).ShouldBe(("alice", "Quarterly report", protocol, 2, Sides.TwoSidedLongEdge));
        job.Owner.ShouldNotBeNull();
    }

    [Fact]
    public async Task Lp_ThroughADriverlessQueueToADirectOne_ComesOutOfThePrinter()
    {
        await using var agent = await RunningAgent.StartAsync();
        await using var cups = await CupsServer.StartAsync();
        var folder = await SuiteFolder.MakeAsync(Path.Combine(agent.Folder, "documents"));

        await cups.AddDriverlessQueueAsync("branch", agent.PrinterUri(RunningAgent.Direct));
        await cups.PrintAsync("branch", folder.Document, "alice");

        await RunningAgent.UntilAsync(() => agent.Printed().Count == 1, () => $"the document to come out; CUPS says:\n{cups.Log()}");
    }

    /// <summary>PR18. Mutant: what a driverless workstation sends goes as it is to a printer that cannot read it.</summary>
    [Fact]
    public async Task Lp_ThroughADriverlessQueue_ToAPrinterOfPclOnly_ComesOutAsPcl()
    {
        await using var agent = await RunningAgent.StartAsync();
        await using var cups = await CupsServer.StartAsync();
        var folder = await SuiteFolder.MakeAsync(Path.Combine(agent.Folder, "documents"));

        await cups.AddDriverlessQueueAsync("branch", agent.PrinterUri(RunningAgent.Pcl));
        await cups.PrintAsync("branch", folder.Document, "alice", "-n", "2");

        await RunningAgent.UntilAsync(() => agent.Printed().Count > 0, () => $"the document to come out; CUPS says:\n{cups.Log()}");
        agent.Printed()[0].AsSpan().StartsWith("\eE"u8).ShouldBeTrue("a document of PCL 5 begins with a reset");
    }
}
