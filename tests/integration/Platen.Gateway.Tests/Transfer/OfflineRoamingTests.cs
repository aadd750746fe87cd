using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Rpc;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Roaming;
using Platen.TestKit.Faults;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>MS05, I5: a site whose line is lost, and that may not print meanwhile, neither prints a neighbour's jobs nor hands its own out, though the direct way between two agents needs no server.</summary>
public sealed class OfflineRoamingTests
{
    private const int MiB = 1024 * 1024;
    private static readonly OfflinePolicy NoPrinting = new() { BarsRelease = true };

    /// <summary>Mutant: the offer, made while the line stood, is enough.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Holder_CutOff_HandsItsJobsOutDirectly_OnlyWhereItMayPrintToo(bool bars)
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        var job = await house.HoldAsync(TestAgent.Bytes(MiB));
        var order = house.Receiver.Order(job.Id, house.Owner);
        var offer = await DirectTests.OfferAsync(house, order);
        await HearAsync(house.Holder);
        await CutAsync(house, house.HolderLine, house.Holder, new OfflinePolicy { BarsRelease = bars });

        (await DirectTests.DialAsync(house.Receiver, house, order, offer.TransferId)).ShouldBe(bars ? RpcStatusCode.Unknown : RpcStatusCode.Ok, "a refusal, or the document's head");
        house.Holder.Jobs.Find(job.Id)!.State.ShouldBe(bars ? JobState.PendingHeld : JobState.Processing);
    }

    /// <summary>Mutant: the rules are asked for the site's own jobs only.</summary>
    [Fact]
    public async Task Receiver_ThatMayNotPrintOffline_ReleasesNoOtherSitesJob()
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        var job = Remote(house, await house.HoldAsync(TestAgent.Bytes(MiB)));
        await CutAsync(house, house.ReceiverLine, house.Receiver, NoPrinting);

        (await house.Receiver.RoamAsync(job, ReleaseId.New(TimeProvider.System), house.Owner)).Code.ShouldBe(ReleaseRequestCode.BarredOffline);
    }

    /// <summary>The line is lost while the document comes from the neighbour. Mutant: asked at the press of the button only.</summary>
    [Fact]
    public async Task Receiver_ThatIsCutOffOnTheWay_PrintsNothing_AndTheJobStaysHeld()
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        await house.Receiver.CutOffAsync(new OfflinePolicy());
        var held = await house.HoldAsync(TestAgent.Bytes(8 * MiB));
        house.DirectLine!.Down.BytesPerSecond = 4 * MiB;
        var release = ReleaseId.New(TimeProvider.System);

        (await house.Receiver.RoamAsync(Remote(house, held), release, house.Owner)).Code.ShouldBe(ReleaseRequestCode.Accepted);
        await TransferHouse.WaitUntilAsync(() => house.Receiver.Progress(release)?.BytesFetched > MiB, "the document to be on its way");
        await CutAsync(house, house.ReceiverLine, house.Receiver, NoPrinting);
        await TransferHouse.WaitUntilAsync(() => house.Receiver.Progress(release)!.Ended, "the release to end");

        var ended = house.Receiver.Progress(release)!;
        (ended.Stage, ended.BytesSent).ShouldBe((ReleaseStage.NotPrinted, 0));
    }

    // what came down the line before an acknowledgement was read before it
    private static async Task HearAsync(TestAgent agent)
    {
        var sequence = await agent.Spool.Journal.AppendAsync(new AgentEvent { CommandDone = new CommandDone { CommandId = Guid.CreateVersion7().ToString(), Ok = true } });
        await TransferHouse.WaitUntilAsync(() => agent.Spool.Journal.AcknowledgedThrough >= sequence, "an acknowledgement");
    }

    private static async Task CutAsync(TransferHouse house, FaultProxy line, TestAgent agent, OfflinePolicy meanwhile)
    {
        line.Refuses = true;
        line.Cut();
        await TransferHouse.WaitUntilAsync(() => !house.IsLinked(agent) && agent.Link.Current is null, "the line to be lost");
        await agent.CutOffAsync(meanwhile);
    }

    private static RemoteJob Remote(TransferHouse house, HeldJob job) => RemoteJob.TryRead(
        new JobSummary
        {
            JobId = job.Id.ToString(), SiteId = house.Holder.Site.Value, QueueId = job.Queue.Value, OwnerUserId = house.Owner.ToString(), Title = job.Title, Facts = job.Facts.Clone(),
            ReceivedAt = Timestamp.FromDateTimeOffset(job.ReceivedAt), State = (int)JobState.PendingHeld, Reachable = true,
        },
        new Dictionary<string, string>())!;
}
