using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.Gateway.Tests.Transfer;

public sealed class TransferTests
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((3 * MiB) + 17)]
    public async Task Fetch_WholeDocument_BytesAreEqual(int size)
    {
        await using var house = await TransferHouse.StartAsync();
        var document = TestAgent.Bytes(size);
        var job = await house.HoldAsync(document);
        var order = house.Receiver.Order(job.Id, house.Owner);

        var result = await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        (await ReadAsync(result.Document!)).ShouldBe(document);
        result.Document!.Job.Title.ShouldBe("Quarterly report");
        house.Holder.Jobs.Find(job.Id)!.Release!.Id.ShouldBe(order.Release);
        await TransferHouse.WaitUntilAsync(() => house.Transfers.Count == 0, "the end of the transfer at the gateway");
        result.Document.Discard();
    }

    [Fact]
    public async Task Fetch_AgainAfterItWasWhole_IsTheSameDocumentWithoutItsBytes()
    {
        await using var house = await TransferHouse.StartAsync();
        var document = TestAgent.Bytes(2 * MiB);
        var job = await house.HoldAsync(document);
        var order = house.Receiver.Order(job.Id, house.Owner);
        (await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None)).Document!.Dispose();
        var before = house.ReceiverLine.BytesDown;

        var again = await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None);

        again.Code.ShouldBe(FetchCode.Fetched, again.Message);
        (await ReadAsync(again.Document!)).ShouldBe(document);
        (house.ReceiverLine.BytesDown - before).ShouldBeLessThan(64 * 1024);
        again.Document!.Dispose();
    }

    [Fact]
    public async Task Fetch_OtherUser_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        var other = UserId.New(TimeProvider.System);
        house.Grains.PutUser(house.Holder.Tenant, other);

        await RefusedAsync(house, house.Receiver.Order(job.Id, other), "somebody else");
    }

    /// <summary>PR16, at both who decide: the cluster, and the agent that holds the job. Mutants: the cluster asks for the owner alone; the holder believes the cluster.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Fetch_DelegateOfTheOwner_GetsTheDocumentOnlyWhereClusterAndHolderKnowIt(bool clusterKnows, bool holderKnows)
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        var other = UserId.New(TimeProvider.System);
        house.Grains.PutUser(house.Holder.Tenant, other);
        house.Grains.PutUser(house.Holder.Tenant, house.Owner, active: true, clusterKnows ? [other] : []);
        await house.Holder.LearnAsync(house.Owner, holderKnows ? [other] : []);

        var order = house.Receiver.Order(job.Id, other);
        if (!clusterKnows || !holderKnows)
        {
            await RefusedAsync(house, order, "somebody else");
            return;
        }

        var result = await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None);
        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        house.Holder.Jobs.Find(job.Id)!.Release!.User.ShouldBe(other);
        result.Document!.Discard();
    }

    /// <summary>I3: a branch whose line was cut wanted a held job, which its user then printed at its own site; the wish comes late. Mutants: the gateway, or the holder, does not care what the user chose.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_JobThatWasPrintedSince_IsTheReceiversOnlyWhereItsUserChoseItAsAPrintedOne(bool isReprint)
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        var order = house.Receiver.Order(job.Id, house.Owner) with { IsReprint = isReprint };
        var release = ReleaseId.New(TimeProvider.System);
        await house.Holder.Jobs.BeginReleaseAsync(job.Id, release, house.Holder.Device, house.Owner);
        await house.Holder.Jobs.FinishReleaseAsync(new() { JobId = job.Id.ToString(), ReleaseId = release.ToString(), Outcome = Contracts.AgentLink.V1.ReleaseOutcome.Completed });

        if (!isReprint)
        {
            await RefusedAsync(house, order, "printed elsewhere");
            return;
        }

        var result = await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None);
        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        result.Document!.Discard();
    }

    [Fact]
    public async Task Fetch_InactiveUser_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        house.Grains.PutUser(house.Holder.Tenant, house.Owner, active: false);

        await RefusedAsync(house, house.Receiver.Order(job.Id, house.Owner), "not active");
    }

    [Fact]
    public async Task Fetch_DeviceOfAnotherSite_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(100));

        await RefusedAsync(house, house.Receiver.Order(job.Id, house.Owner) with { Device = house.Holder.Device }, "device");
    }

    [Fact]
    public async Task Fetch_UnknownDevice_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(100));

        await RefusedAsync(house, house.Receiver.Order(job.Id, house.Owner) with { Device = DeviceId.Parse("nowhere") }, "device");
    }

    [Fact]
    public async Task Fetch_FromAnotherTenant_FindsNoJob()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        var foreign = await house.AddAgentAsync("umbrella", "munich", house.Port);
        house.Grains.PutUser(foreign.Tenant, house.Owner);

        var result = await foreign.Fetch.RunAsync(foreign.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Refused);
        result.Message.ShouldContain("not known");
        house.Holder.Jobs.Find(job.Id)!.Release.ShouldBeNull();
    }

    [Fact]
    public async Task Fetch_HolderNotLinked_IsUnavailableWithItsSite()
    {
        await using var house = await TransferHouse.StartAsync(isHolderLinked: false);
        var job = await house.HoldAsync(TestAgent.Bytes(100));

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Unavailable);
        result.Message.ShouldContain("berlin");
        house.Holder.Jobs.Find(job.Id)!.Release.ShouldBeNull();
    }

    [Fact]
    public async Task Fetch_OwnLinkDown_IsUnavailable()
    {
        await using var house = await TransferHouse.StartAsync(isReceiverLinked: false);
        var job = await house.HoldAsync(TestAgent.Bytes(100));

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Unavailable);
    }

    /// <summary>I3. Mutant: BeginAsync answers Yours without asking the held jobs.</summary>
    [Fact]
    public async Task Fetch_TwoSitesAtOnce_ExactlyOneGetsIt()
    {
        await using var house = await TransferHouse.StartAsync();
        var third = await house.AddAgentAsync("acme", "hamburg", house.Port);
        var job = await house.HoldAsync(TestAgent.Bytes(MiB));

        var results = await Task.WhenAll(
            house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None),
            third.Fetch.RunAsync(third.Order(job.Id, house.Owner), progress: null, CancellationToken.None));

        results.Count(result => result.Code == FetchCode.Fetched).ShouldBe(1);
        results.Single(result => result.Code != FetchCode.Fetched).ShouldSatisfyAllConditions(
            loser => loser.Code.ShouldBe(FetchCode.Refused),
            loser => loser.Message.ShouldContain("being printed already"));
        results.ToList().ForEach(result => result.Document?.Dispose());
    }

    /// <summary>I3. Mutant: a hand-over is known by its release only.</summary>
    [Fact]
    public async Task Fetch_SameReleaseFromAnotherSite_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync();
        var third = await house.AddAgentAsync("acme", "hamburg", house.Port);
        var job = await house.HoldAsync(TestAgent.Bytes(MiB));
        var order = house.Receiver.Order(job.Id, house.Owner);
        (await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None)).Document!.Dispose();

        var stolen = await third.Fetch.RunAsync(third.Order(job.Id, house.Owner, order.Release), progress: null, CancellationToken.None);

        stolen.Code.ShouldBe(FetchCode.Refused);
        stolen.Message.ShouldContain("Another site");
    }

    /// <summary>I2, I3: a release that prints at the holder's own site is nobody else's.</summary>
    [Fact]
    public async Task Fetch_JobThatPrintsAtItsOwnSite_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(MiB));
        var order = house.Receiver.Order(job.Id, house.Owner);
        await house.Holder.Jobs.BeginReleaseAsync(job.Id, order.Release, house.Holder.Device, house.Owner);

        await RefusedAsync(house, order, "being printed already", isFree: false);
    }

    [Fact]
    public async Task Fetch_JobGoneAtItsHolder_IsRefused()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(100));
        await house.Holder.Jobs.DeleteAsync(job.Id, Contracts.AgentLink.V1.DeletionCause.Owner, user: null);

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Refused);
        result.Message.ShouldContain("does not exist any more");
    }

    private static async Task RefusedAsync(TransferHouse house, FetchOrder order, string words, bool isFree = true)
    {
        var result = await house.Receiver.Fetch.RunAsync(order, progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Refused);
        result.Message.ShouldContain(words);
        (house.Holder.Jobs.Find(order.Job)!.Release is null).ShouldBe(isFree);
    }

    private static async Task<byte[]> ReadAsync(FetchedDocument document)
    {
        await using var reader = document.OpenReader();
        using var copy = new MemoryStream();
        await reader.CopyToAsync(copy);
        return copy.ToArray();
    }
}
