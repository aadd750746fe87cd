using System.Globalization;
using Platen.Gateway.AgentLink.Transfer;
using Platen.Rpc;
using Platen.SiteAgent.Uplink.Transfer;
using Xunit.Abstractions;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>Cut lines, slow receivers, senders that obey nobody.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int MiB = 1024 * 1024;

    /// <summary>P12. Mutants: resume at chunk 0; no window between sender and receiver.</summary>
    [Fact]
    public Task Fetch_ReceiversLineCutInTheMiddle_ResumesAndCostsLittle() => FetchOverCutsAsync(128 * MiB, 20, 61, 100);

    /// <summary>P12 at its size: 1 GB, cut ten times, costs at most 1.02 times its bytes.</summary>
    [Fact]
    [Trait("Speed", "Slow")]
    [Trait("Measure", "P12")]
    public Task Fetch_OneGigabyteCutTenTimes_CostsAtMostAFiftiethMore() => FetchOverCutsAsync(1_000_000_000, 40, 130, 220, 310, 400, 490, 580, 670, 760, 850);

    private async Task FetchOverCutsAsync(int size, params long[] cutsAtMiB)
    {
        await using var house = await TransferHouse.StartAsync();
        var document = TestAgent.Bytes(size);
        var job = await house.HoldAsync(document);
        var before = house.ReceiverLine.BytesDown;
        foreach (var at in cutsAtMiB)
        {
            house.ReceiverLine.CutAt(before + (at * MiB));
        }

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        house.ReceiverLine.CutsMade.ShouldBe(cutsAtMiB.Length);
        var cost = (double)(house.ReceiverLine.BytesDown - before) / size;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"measure":"P12","what":"roaming transfer of {{size}} bytes, cut {{cutsAtMiB.Length}} times: bytes down the receiver's line by the document's","unit":"times","ours":{{cost:0.0000}},"goal":"≤ 1.02","met":{{(cost <= 1.02 ? "true" : "false")}},"done":{ "check":"document compared" } }"""));
        cost.ShouldBeLessThan(1.02);
        (await RawAgent.ReadAsync(result.Document!)).AsSpan().SequenceEqual(document).ShouldBeTrue();
        result.Document!.Discard();
    }

    [Fact]
    public async Task Fetch_HoldersLineCut_ResumesUnderTheSameHandOver()
    {
        await using var house = await TransferHouse.StartAsync();
        var document = TestAgent.Bytes(16 * MiB);
        var job = await house.HoldAsync(document);
        var hasCut = 0;
        var cutOnce = new Seen(progress =>
        {
            if (progress.BytesReceived > 4 * MiB && Interlocked.Exchange(ref hasCut, 1) == 0)
            {
                house.HolderLine.Cut();
            }
        });

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), cutOnce, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        house.HolderLine.CutsMade.ShouldBe(1);
        (await RawAgent.ReadAsync(result.Document!)).AsSpan().SequenceEqual(document).ShouldBeTrue();
        result.Document!.Discard();
    }

    /// <summary>Mutant: the sender does not wait for its window.</summary>
    [Fact]
    public async Task Send_ReceiverConfirmsNothing_StaysWithinItsWindow()
    {
        await using var house = await TransferHouse.StartAsync(new TransferLimits { StillMax = TimeSpan.FromSeconds(1) });
        var job = await house.HoldAsync(TestAgent.Bytes(16 * MiB));
        await using var fetch = RawAgent.Fetch(house.Receiver, house.Receiver.Order(job.Id, house.Owner));
        var chunks = 0;

        var end = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await fetch.Call.ReadAsync() is { } message)
            {
                chunks += message.Chunk is null ? 0 : 1;
            }
        });

        end.Code.ShouldBe(RpcStatusCode.Unavailable);
        end.Message.ShouldContain("Nothing has moved");
        chunks.ShouldBeInRange(1, TransferFlow.ChunksAheadMax);
    }

    /// <summary>A sender that ignores the window, and a receiver that reads nothing: the gateway takes in what its connections buffer, and no more. Mutant: an unbounded queue in the relay.</summary>
    [Fact]
    public async Task Relay_SenderObeysNobodyAndReceiverReadsNothing_HoldsLittle()
    {
        const int Chunks = 2_048;
        await using var house = await TransferHouse.StartAsync(new TransferLimits { StillMax = TimeSpan.FromSeconds(1) }, isHolderLinked: false);
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        await using var holder = await RawAgent.LinkAsync(house.Holder);
        await TransferHouse.WaitUntilAsync(() => house.IsLinked(house.Holder), "the holder's link");
        await using var fetch = RawAgent.Fetch(house.Receiver, house.Receiver.Order(job.Id, house.Owner));
        var wanted = await holder.ReadTransferWantedAsync();

        var sent = await holder.SendWithoutWindowAsync(wanted, Chunks);

        sent.ShouldBeLessThan(Chunks / 8, "chunks of 64 KiB that the gateway took in without a reader");
        await TransferHouse.WaitUntilAsync(() => house.Transfers.Count == 0, "the end of the transfer");
    }

    [Fact]
    public async Task Relay_HolderSilent_ReceiverIsToldInTime()
    {
        await using var house = await TransferHouse.StartAsync(new TransferLimits { HolderAnswerMax = TimeSpan.FromMilliseconds(200) }, isHolderLinked: false);
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        await using var holder = await RawAgent.LinkAsync(house.Holder);
        await TransferHouse.WaitUntilAsync(() => house.IsLinked(house.Holder), "the holder's link");

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Unavailable);
        result.Message.ShouldContain("does not answer");
    }

    [Fact]
    public async Task Send_TransferIdOfAnother_IsNotFound()
    {
        await using var house = await TransferHouse.StartAsync(isHolderLinked: false);
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        await using var holder = await RawAgent.LinkAsync(house.Holder);
        await TransferHouse.WaitUntilAsync(() => house.IsLinked(house.Holder), "the holder's link");
        await using var fetch = RawAgent.Fetch(house.Receiver, house.Receiver.Order(job.Id, house.Owner));
        var wanted = await holder.ReadTransferWantedAsync();
        await using var thief = await RawAgent.LinkAsync(house.Receiver);

        var end = await Should.ThrowAsync<RpcException>(() => thief.SendWithoutWindowAsync(wanted, chunks: 1, throwAtEnd: true));

        end.Code.ShouldBe(RpcStatusCode.NotFound);
    }

    private sealed class Seen(Action<FetchProgress> see) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => see(value);
    }
}
