using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Uplink.Transfer;
using Platen.SiteAgent.Uplink.Transfer.Direct;
using Platen.TestKit.Faults;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>Documents that go straight from agent to agent, and what becomes of them when that way fails.</summary>
public sealed class DirectTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public async Task Fetch_HolderCanBeDialled_NothingOfTheDocumentPassesTheGateway()
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        var document = TestAgent.Bytes(8 * MiB);
        var job = await house.HoldAsync(document);
        var before = house.ReceiverLine.BytesDown;

        var result = await FetchAsync(house, job.Id);

        await ShouldBeAsync(result, document, wasDirect: true);
        (house.ReceiverLine.BytesDown - before).ShouldBeLessThan(64 * 1024);
        house.DirectLine!.BytesDown.ShouldBeGreaterThan(document.Length);
        house.Holder.Jobs.Find(job.Id)!.State.ShouldBe(JobState.Processing, "the hand-over locks the job as one through the gateway does");
    }

    // NW03: between agents. Mutant: the protocols left to the machine's settings
    [Theory]
    [InlineData("-tls1", false)]
    [InlineData("-tls1_1", false)]
    [InlineData("-tls1_2", true)]
    [InlineData("-tls1_3", true)]
    public async Task Port_ForOtherAgents_SpeaksNothingBelowTls12(string version, bool isSpoken)
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        var start = new System.Diagnostics.ProcessStartInfo("openssl", ["s_client", "-connect", $"127.0.0.1:{house.DirectLine!.Port}", version, "-cipher", "ALL:@SECLEVEL=0"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var client = System.Diagnostics.Process.Start(start)!;
        client.StandardInput.Close();
        var said = await client.StandardOutput.ReadToEndAsync() + await client.StandardError.ReadToEndAsync();
        await client.WaitForExitAsync();

        // the server's certificate comes only after both have agreed on a version
        said.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal).ShouldBe(isSpoken, said);
    }

    [Fact]
    public async Task Fetch_HolderCannotBeDialled_ComesThroughTheGatewayAndIsRemembered()
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        house.DirectLine!.Refuses = true;
        var (first, second) = (TestAgent.Bytes(MiB), TestAgent.Bytes(MiB + 1));

        await ShouldBeAsync(await FetchAsync(house, (await house.HoldAsync(first)).Id), first, wasDirect: false);
        house.DirectLine.Refuses = false;
        var before = house.DirectLine.Up.Bytes;
        await ShouldBeAsync(await FetchAsync(house, (await house.HoldAsync(second)).Id), second, wasDirect: false);

        house.DirectLine.Up.Bytes.ShouldBe(before, "a holder that could not be reached is not dialled again for some minutes");
    }

    /// <summary>Mutant: begin at chunk 0 when the way changes.</summary>
    [Theory]
    [InlineData("cut")]
    [InlineData("half open")]
    [InlineData("silent")]
    public async Task Fetch_DirectLineDiesInTheMiddle_GoesOnThroughTheGatewayFromTheLastGoodChunk(string how)
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        var document = TestAgent.Bytes(16 * MiB);
        var job = await house.HoldAsync(document);
        var before = house.ReceiverLine.BytesDown;
        var hasFailed = 0;
        var failOnce = new Seen(progress =>
        {
            if (progress.BytesReceived > 8 * MiB && Interlocked.Exchange(ref hasFailed, 1) == 0)
            {
                Break(house.DirectLine!, how);
            }
        });

        var result = await FetchAsync(house, job.Id, failOnce);

        await ShouldBeAsync(result, document, wasDirect: false);
        var throughGateway = house.ReceiverLine.BytesDown - before;
        throughGateway.ShouldBeInRange(4 * MiB, 9 * MiB, "the rest of the document, and not what had come already");
    }

    /// <summary>Mutants: an offer is anybody's who knows its id; dialling alone is enough; an offer can be used twice.</summary>
    [Fact]
    public async Task Dial_AgentThatWasNotOffered_GetsNothing()
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        var thief = await house.AddAgentAsync("acme", "hamburg", house.Port, isLinked: false);
        var job = await house.HoldAsync(TestAgent.Bytes(MiB));
        var order = house.Receiver.Order(job.Id, house.Owner);
        var offer = await OfferAsync(house, order);

        (await DialAsync(thief, house, order, offer.TransferId)).ShouldBe(RpcStatusCode.NotFound);
        house.Holder.Jobs.Find(job.Id)!.State.ShouldBe(JobState.PendingHeld);
        (await DialAsync(house.Receiver, house, order, "0000")).ShouldBe(RpcStatusCode.NotFound);
        (await DialAsync(house.Receiver, house, order, offer.TransferId)).ShouldBe(RpcStatusCode.Ok, "the theft has not used up the offer");
        (await DialAsync(house.Receiver, house, order, offer.TransferId)).ShouldBe(RpcStatusCode.NotFound);
    }

    /// <summary>TN02.</summary>
    [Fact]
    public async Task Dial_AgentOfAnotherTenant_IsNotSpokenTo()
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        var stranger = await house.AddAgentAsync("umbrella", "munich", house.Port, isLinked: false);
        var job = await house.HoldAsync(TestAgent.Bytes(MiB));
        var order = house.Receiver.Order(job.Id, house.Owner);
        var offer = await OfferAsync(house, order);

        (await DialAsync(stranger, house, order, offer.TransferId)).ShouldBe(RpcStatusCode.Unavailable);
    }

    /// <summary>Who answers at the address must be the agent that was named, whatever the address. Mutant: any certificate of the CA will do.</summary>
    [Fact]
    public async Task Dial_AnotherAgentAnswers_IsNotTrusted()
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: true);
        var job = await house.HoldAsync(TestAgent.Bytes(MiB));
        var order = house.Receiver.Order(job.Id, house.Owner);
        var offer = await OfferAsync(house, order);

        (await DialAsync(house.Receiver, house, order, offer.TransferId, site: "hamburg")).ShouldBe(RpcStatusCode.Unavailable);
        house.Holder.Jobs.Find(job.Id)!.State.ShouldBe(JobState.PendingHeld);
    }

    private static void Break(FaultProxy line, string how)
    {
        switch (how)
        {
            case "cut":
                line.Cut();
                break;
            case "half open":
                line.LeaveHalfOpen();
                break;
            default:
                line.Down.Stop();
                line.Up.Stop();
                break;
        }
    }

    private static Task<FetchResult> FetchAsync(TransferHouse house, JobId job, IProgress<FetchProgress>? progress = null) =>
        house.Receiver.Fetch.RunAsync(house.Receiver.Order(job, house.Owner), progress, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

    private static async Task ShouldBeAsync(FetchResult result, byte[] document, bool wasDirect)
    {
        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        result.WasDirect.ShouldBe(wasDirect);
        (await RawAgent.ReadAsync(result.Document!)).AsSpan().SequenceEqual(document).ShouldBeTrue();
        result.Document!.Discard();
    }

    internal static async Task<DirectOffer> OfferAsync(TransferHouse house, FetchOrder order)
    {
        using var channel = house.Receiver.NewChannel();
        await using var call = channel.OpenBidi(SiteAgent.Uplink.AgentLinkMethods.FetchDocument);
        await call.WriteAsync(Start(order, acceptsDirect: true));
        return (await call.ReadAsync())!.Direct;
    }

    internal static async Task<RpcStatusCode> DialAsync(TestAgent dialler, TransferHouse house, FetchOrder order, string transfer, string? site = null)
    {
        var holder = new AgentName(dialler.Tenant, SiteId.Parse(site ?? house.Holder.Site.Value), house.Holder.Agent);
        var handler = new SocketsHttpHandler { SslOptions = DirectTrust.ToHolder(dialler.Identity, holder) };
        using var channel = RpcChannel.Create(handler, new Uri($"https://127.0.0.1:{house.DirectLine!.Port}"));
        await using var call = channel.OpenBidi(AgentTransferMethods.FetchOffered);
        try
        {
            await call.WriteAsync(Start(order, transfer: transfer));
            return (await call.ReadAsync())?.Head is null ? RpcStatusCode.Unknown : RpcStatusCode.Ok;
        }
        catch (RpcException fault)
        {
            return fault.Code;
        }
    }

    private static DocumentDownRequest Start(FetchOrder order, bool acceptsDirect = false, string transfer = "") => new()
    {
        Start = new FetchStart
        {
            JobId = order.Job.ToString(),
            ReleaseId = order.Release.ToString(),
            DeviceId = order.Device.Value,
            UserId = order.User.ToString(),
            AcceptsDirect = acceptsDirect,
            TransferId = transfer,
        },
    };

    private sealed class Seen(Action<FetchProgress> see) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => see(value);
    }
}
