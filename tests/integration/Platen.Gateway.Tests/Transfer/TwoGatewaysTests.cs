using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Uplink.Transfer;
using Methods = Platen.SiteAgent.Uplink.AgentLinkMethods;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>The holder is linked at one gateway, the receiver at another one: the document passes through both.</summary>
public sealed class TwoGatewaysTests
{
    private const int MiB = 1024 * 1024;

    // Mutant: look only into the own registry; every transfer between agents of two gateways fails.
    [Fact]
    public async Task Fetch_HolderAtTheOtherGateway_BytesAreEqual()
    {
        await using var house = await TransferHouse.StartAsync(hasTwoGateways: true);
        var document = TestAgent.Bytes((3 * MiB) + 17);
        var job = await house.HoldAsync(document);
        var order = house.Receiver.Order(job.Id, house.Owner);

        var result = await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        (await RawAgent.ReadAsync(result.Document!)).ShouldBe(document);
        house.Holder.Jobs.Find(job.Id)!.Release!.Id.ShouldBe(order.Release);
        await TransferHouse.WaitUntilAsync(() => house.Transfers.Count == 0 && house.Forwarded == 0, "the end of the transfer at both gateways");
        result.Document!.Discard();
    }

    [Fact]
    public async Task Fetch_LinesCutOnTheWay_IsResumedThroughBothGateways()
    {
        await using var house = await TransferHouse.StartAsync(hasTwoGateways: true);
        var document = TestAgent.Bytes(12 * MiB);
        var job = await house.HoldAsync(document);
        house.ReceiverLine.CutAt(3 * MiB);
        house.ReceiverLine.CutAt(6 * MiB);
        house.ReceiverLine.CutAt(9 * MiB);

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        house.ReceiverLine.CutsMade.ShouldBe(3);
        (await RawAgent.ReadAsync(result.Document!)).ShouldBe(document);
        result.Document!.Discard();
    }

    // The rights are asked for again where the holder is: a gateway is believed who calls, not what it may have.
    [Fact]
    public async Task Fetch_OtherUserThroughTheOtherGateway_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync(hasTwoGateways: true);
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        var other = Platen.Domain.Users.UserId.New(TimeProvider.System);
        house.Grains.PutUser(house.Holder.Tenant, other);

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, other), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Refused);
        result.Message.ShouldContain("somebody else");
    }

    // Mutant: TryForwarded does not look at the certificate; any agent fetches as any other one.
    [Fact]
    public async Task Fetch_AgentThatNamesAnotherReceiver_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync(hasTwoGateways: true);
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        var metadata = new RpcMetadata();
        metadata.Add("platen-receiver", $"{house.Receiver.Tenant}/{house.Receiver.Site}/{house.Receiver.Agent}");
        metadata.AddBinary("platen-receiver-key-bin", new byte[91]);
        using var channel = house.Holder.NewChannel();
        await using var call = channel.OpenBidi(Methods.FetchDocument, new RpcCallOptions { Metadata = metadata });

        var fault = await Should.ThrowAsync<RpcException>(async () => await call.ReadAsync());

        fault.Code.ShouldBe(RpcStatusCode.Unauthenticated);
        house.Holder.Jobs.Find(job.Id)!.Release.ShouldBeNull();
    }
}
