using System.Globalization;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Uplink.Transfer;
using Platen.TestKit.Faults;
using Xunit.Abstractions;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>
/// P12: what a branch's line carries, TLS and TCP payload in both directions counted by a proxy in the line. <c>ops/bench P12</c> runs these and prints their lines.
/// </summary>
public sealed class WanBytesTests(ITestOutputHelper output)
{
    private const int Jobs = 100;
    private const int BytesPerJobMax = 2_048;

    /// <summary>A job that is received, released and ended alone: nothing of it shares a record with another's, which is the dearest case.</summary>
    [Fact]
    [Trait("Measure", "P12")]
    public async Task Link_JobPrintedAtItsOwnSite_CostsAtMostTwoKilobytes()
    {
        await using var house = await TransferHouse.StartAsync();
        await PrintAsync(house); // the first one also pays for what comes with a new link
        var before = Bytes(house.HolderLine);
        for (var job = 0; job < Jobs; job++)
        {
            await PrintAsync(house);
        }

        Report("WAN bytes of metadata per job, printed at its own site", (Bytes(house.HolderLine) - before) / Jobs);
    }

    /// <summary>What the transfer of a document costs beside the document: both branches' lines together.</summary>
    [Fact]
    [Trait("Measure", "P12")]
    public async Task Fetch_SmallDocument_CostsAtMostTwoKilobytesMoreOnEachLine()
    {
        const int DocumentBytes = 20_480;
        await using var house = await TransferHouse.StartAsync();
        var held = new List<HeldJob>();
        for (var job = 0; job < Jobs; job++)
        {
            held.Add(await house.HoldAsync(TestAgent.Bytes(DocumentBytes)));
        }

        await WaitForQuietAsync(house);
        var before = (Holder: Bytes(house.HolderLine), Receiver: Bytes(house.ReceiverLine));
        foreach (var job in held)
        {
            var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);
            result.Code.ShouldBe(FetchCode.Fetched, result.Message);
            result.Document!.Discard();
        }

        await WaitForQuietAsync(house);
        Report("WAN bytes of a roaming transfer beside its document, holder's line", ((Bytes(house.HolderLine) - before.Holder) / Jobs) - DocumentBytes);
        Report("WAN bytes of a roaming transfer beside its document, receiver's line", ((Bytes(house.ReceiverLine) - before.Receiver) / Jobs) - DocumentBytes);
    }

    /// <summary>A roaming job's whole life on its holder's line: received, fetched by another branch, and told how that ended.</summary>
    [Fact]
    [Trait("Measure", "P12")]
    public async Task Job_PrintedAtAnotherSite_CostsItsHolderAtMostTwoKilobytesBesideTheDocument()
    {
        const int DocumentBytes = 20_480;
        await using var house = await TransferHouse.StartAsync();
        await RoamAsync(house, DocumentBytes); // the first one also pays for what comes with a new link
        var (before, commands) = (Bytes(house.HolderLine), 0L);
        for (var job = 0; job < Jobs; job++)
        {
            commands += await RoamAsync(house, DocumentBytes);
        }

        Report("WAN bytes of a roaming job's whole life on its holder's line, beside the document", ((Bytes(house.HolderLine) - before + commands) / Jobs) - DocumentBytes);
    }

    /// <returns>What the command that ends the hand-over costs on the line: this house's cluster has no outbox that would send it.</returns>
    private static async Task<long> RoamAsync(TransferHouse house, int bytes)
    {
        const int FramesOfOneMessage = 9 + 5 + 22; // HTTP/2, gRPC, TLS
        var job = await house.HoldAsync(TestAgent.Bytes(bytes));
        await WaitForQuietAsync(house);
        var order = house.Receiver.Order(job.Id, house.Owner);
        var result = await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None);
        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        result.Document!.Discard();
        var end = new EndHandOver
        {
            JobId = job.Id.ToString(), ReleaseId = order.Release.ToString(), DeviceId = order.Device.Value, UserId = order.User.ToString(), SiteId = house.Receiver.Site.Value, Outcome = Contracts.AgentLink.V1.ReleaseOutcome.Completed,
        };
        await house.Holder.EndHandOverAsync(end);
        await WaitForQuietAsync(house);
        return new ClusterMessage { Command = new Command { CommandId = Guid.CreateVersion7().ToString(), EndHandOver = end } }.CalculateSize() + FramesOfOneMessage;
    }

    private static async Task PrintAsync(TransferHouse house)
    {
        var agent = house.Holder;
        var job = await agent.ReceiveAsync(TestAgent.Bytes(1_000), house.Owner);
        var release = ReleaseId.New(TimeProvider.System);
        (await agent.Jobs.BeginReleaseAsync(job.Id, release, agent.Device, house.Owner)).Code.ShouldBe(BeginReleaseCode.Started);
        var pages = new Contracts.AgentLink.V1.PageCount { Pages = 3, Evidence = Evidence.Device, Source = Contracts.AgentLink.V1.CountSource.IppJob };
        await agent.Jobs.FinishReleaseAsync(new Contracts.AgentLink.V1.JobReleaseFinished
        {
            JobId = job.Id.ToString(),
            ReleaseId = release.ToString(),
            DeviceId = agent.Device.Value,
            UserId = house.Owner.ToString(),
            Outcome = Contracts.AgentLink.V1.ReleaseOutcome.Completed,
            Printed = pages,
            Evidence = { pages, new Contracts.AgentLink.V1.PageCount { Pages = 3, Evidence = Evidence.Parsed } },
            Copies = 1,
            BytesSent = 1_000,
        });
        await WaitForQuietAsync(house);
    }

    // all that the holder has to say is committed
    private static Task WaitForQuietAsync(TransferHouse house) =>
        TransferHouse.WaitUntilAsync(() => house.Holder.Spool.Journal.AcknowledgedThrough == house.Holder.Spool.Journal.LastSequence, "the acknowledgement of the holder's last event");

    private static long Bytes(FaultProxy line) => line.Down.Bytes + line.Up.Bytes;

    private void Report(string what, long bytes)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"P12","what":"{{what}}","unit":"bytes","ours":{{bytes}},"goal":"≤ {{BytesPerJobMax}}","met":{{(bytes <= BytesPerJobMax ? "true" : "false")}},"done":{"jobs":{{Jobs}},"counted":"TCP payload both ways, TLS included, by a proxy in the line" } }"""));
        bytes.ShouldBeInRange(1, BytesPerJobMax);
    }
}
