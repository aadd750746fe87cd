using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>Copies in advance between real agents over the real gateway (ADR 0040): Berlin received the job, Munich keeps the copy, Bonn is a third branch.</summary>
public sealed class CopyTransferTests
{
    private const int MiB = 1024 * 1024;
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Mutant: the break throws away what has come.</summary>
    [Fact]
    public async Task Copy_OverALineThatBreaks_IsFetchedOnceAndWhole()
    {
        await using var house = await TransferHouse.StartAsync();
        var (document, job, _) = await HoldAsync(house, 6 * MiB);
        house.ReceiverLine.CutAt(house.ReceiverLine.BytesDown + (2 * MiB));
        house.ReceiverLine.CutAt(house.ReceiverLine.BytesDown + (4 * MiB));
        var before = house.ReceiverLine.BytesDown;

        await CopyAsync(house, job);

        house.ReceiverLine.CutsMade.ShouldBe(2);
        ((double)(house.ReceiverLine.BytesDown - before) / document.Length).ShouldBeLessThan(1.5);
        house.Holder.Jobs.Find(job.Id)!.Release.ShouldBeNull("a copy gives no right");
        house.Receiver.Jobs.Find(job.Id).ShouldBeNull("a copy is not a job of that site");
    }

    [Fact]
    public async Task Copy_AtItsSite_IsPrintedWithTheRightOnly()
    {
        await using var house = await TransferHouse.StartAsync();
        var (document, job, row) = await HoldAsync(house, MiB);
        await CopyAsync(house, job);
        row.Copied(house.Receiver);
        var (first, second) = (ReleaseId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));

        var word = await house.Receiver.Word.AskAsync(job.Id, first, house.Receiver.Device, house.Owner, isReprint: false, None);

        word.IsGranted.ShouldBeTrue(word.Refusal);
        using (var opened = house.Receiver.Copies.TryOpen(job.Id, first, word.Job!)!)
        {
            (await ReadAsync(opened)).ShouldBe(document);
            opened.Job.Title.ShouldBe("Quarterly report");
            opened.Discard();
        }

        house.Receiver.Copies.HasWhole(job.Id).ShouldBeTrue("it stays until the cluster says that the job has ended");
        var other = await house.Holder.Word.AskAsync(job.Id, second, house.Holder.Device, house.Owner, isReprint: false, None);
        other.Refusal.ShouldContain("being printed at 'munich'");
    }

    /// <summary>The origin is gone: the third branch gets the document from the copy, sealed to itself. Mutant: the gateway hands it over without the right.</summary>
    [Fact]
    public async Task Copy_OriginNotLinked_IsFetchedByAThirdBranchForTheReleaseThatHasTheRight()
    {
        await using var house = await TransferHouse.StartAsync();
        var bonn = await house.AddAgentAsync("acme", "bonn", house.Port);
        var (document, job, row) = await HoldAsync(house, 2 * MiB);
        await CopyAsync(house, job);
        row.Copied(house.Receiver);
        house.HolderLine.Refuses = true;
        house.HolderLine.Cut();
        await TransferHouse.WaitUntilAsync(() => !house.IsLinked(house.Holder), "the origin to be gone");

        var result = await bonn.Fetch.RunAsync(bonn.Order(job.Id, house.Owner), progress: null, None);
        var late = await bonn.Fetch.RunAsync(bonn.Order(job.Id, house.Owner), progress: null, None);

        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        (await ReadAsync(result.Document!)).ShouldBe(document);
        result.Document!.Job.Title.ShouldBe("Quarterly report");
        row.Job.Copies!.Taken!.Site.ShouldBe(bonn.Site);
        (late.Code, late.Message).ShouldBe((FetchCode.Refused, "The job is being printed at 'bonn' already: wait until that is over."));
        result.Document.Discard();
    }

    /// <summary>An agent without a link is one that the cluster does not trust now: fenced, or cut off. Mutant: its certificate alone is enough.</summary>
    [Fact]
    public async Task Word_WithoutAnOpenLink_IsNotGiven()
    {
        await using var house = await TransferHouse.StartAsync(isHolderLinked: false);
        var (_, job, row) = await HoldAsync(house, 100);
        using var channel = house.Holder.NewChannel();
        house.Holder.Link.Set(channel);

        var word = await house.Holder.Word.AskAsync(job.Id, ReleaseId.New(TimeProvider.System), house.Holder.Device, house.Owner, isReprint: false, None);

        word.IsGranted.ShouldBeFalse();
        row.Job.Copies!.Taken.ShouldBeNull();
    }

    [Fact]
    public async Task Copy_ForASiteThatTheJobWasNotMarkedFor_IsRefusedByItsHolder()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.Holder.ReceiveAsync(TestAgent.Bytes(100), house.Owner);
        house.Grains.PutCopied(job, house.Holder, house.Receiver, house.Owner);

        var order = new FetchOrder(job.Id, ReleaseId.New(TimeProvider.System), default, default) { IsCopy = true };
        var result = await house.Receiver.Fetch.RunAsync(order, progress: null, None);

        (result.Code, result.Message).ShouldBe((FetchCode.Refused, "The job was not marked for a copy at that site when it was received."));
    }

    /// <summary>I6. Mutant: the file is removed, its key stays on the disk's free blocks.</summary>
    [Fact]
    public async Task Drop_DestroysTheCopy_AndWhatIsOnItsWay()
    {
        await using var house = await TransferHouse.StartAsync();
        var (_, job, _) = await HoldAsync(house, MiB);
        await CopyAsync(house, job);

        house.Receiver.Keeper.Drop(job.Id);

        house.Receiver.Copies.HasWhole(job.Id).ShouldBeFalse();
        house.Receiver.Copies.All().ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(house.Receiver.Folder, "transfers"), $"*{job.Id}*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Copy_LargerThanAllTogetherMayBe_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync();
        house.Receiver.Keeper.Accept(new CopyJob { JobId = JobId.New(TimeProvider.System).ToString(), SizeBytes = long.MaxValue }).ShouldContain("Copies:BytesMax");
    }

    /// <summary>Mutant: the bound is on each copy, not on all together.</summary>
    [Fact]
    public async Task Copies_BeyondTheRoomForAll_WaitUntilOneIsGone()
    {
        await using var house = await TransferHouse.StartAsync();
        var bonn = await house.AddAgentAsync("acme", "bonn", house.Port, more: [$"--Copies:BytesMax={3 * MiB}"]);
        var (_, first, _) = await HoldAsync(house, 2 * MiB, bonn);
        var (_, second, _) = await HoldAsync(house, (2 * MiB) - 1, bonn);
        await CopyAsync(bonn, first);

        bonn.Keeper.Accept(Order(second)).ShouldBeEmpty("it is kept in mind");
        await bonn.Keeper.LookAsync(None);
        bonn.Copies.HasWhole(second.Id).ShouldBeFalse("there is no room for both");
        bonn.Copies.All().Count.ShouldBe(2);

        bonn.Keeper.Drop(first.Id);
        await CopyAsync(bonn, second);
        bonn.Copies.HasWhole(first.Id).ShouldBeFalse();
    }

    private static Task<(byte[] Document, HeldJob Job, JobRow Row)> HoldAsync(TransferHouse house, int size) => HoldAsync(house, size, house.Receiver);

    private static async Task<(byte[] Document, HeldJob Job, JobRow Row)> HoldAsync(TransferHouse house, int size, TestAgent keeper)
    {
        var document = TestAgent.Bytes(size);
        var job = await house.Holder.ReceiveAsync(document, house.Owner, copiedTo: keeper.Site);
        return (document, job, house.Grains.PutCopied(job, house.Holder, keeper, house.Owner));
    }

    private static CopyJob Order(HeldJob job) => new() { JobId = job.Id.ToString(), SizeBytes = job.SizeBytes };

    private static Task CopyAsync(TransferHouse house, HeldJob job) => CopyAsync(house.Receiver, job);

    private static async Task CopyAsync(TestAgent keeper, HeldJob job)
    {
        keeper.Keeper.Accept(Order(job)).ShouldBeEmpty();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!keeper.Copies.HasWhole(job.Id))
        {
            await keeper.Keeper.LookAsync(limit.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    private static async Task<byte[]> ReadAsync(FetchedDocument document)
    {
        await using var reader = document.OpenReader();
        using var copy = new MemoryStream();
        await reader.CopyToAsync(copy);
        return copy.ToArray();
    }
}
