using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Uplink.Transfer;
using Platen.TestKit.Time;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>Copies that are fetched before anybody releases them: they save time, and give no right.</summary>
public sealed class AheadTests
{
    private const int MiB = 1024 * 1024;

    /// <summary>Mutant: a release does not adopt the copy.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Release_OfADocumentFetchedAhead_MovesNoneOfItAgain(bool isDirect)
    {
        await using var house = await TransferHouse.StartAsync(isHolderDirect: isDirect);
        var document = TestAgent.Bytes(4 * MiB);
        var job = await house.HoldAsync(document);
        (await AheadAsync(house, job)).Code.ShouldBe(FetchCode.FetchedAhead);
        house.Holder.Jobs.Find(job.Id)!.State.ShouldBe(JobState.PendingHeld, "a copy locks nothing");
        var before = house.ReceiverLine.BytesDown + (house.DirectLine?.BytesDown ?? 0);

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        result.Code.ShouldBe(FetchCode.Fetched, result.Message);
        (house.ReceiverLine.BytesDown + (house.DirectLine?.BytesDown ?? 0) - before).ShouldBeLessThan(64 * 1024);
        (await RawAgent.ReadAsync(result.Document!)).AsSpan().SequenceEqual(document).ShouldBeTrue();
        house.Holder.Jobs.Find(job.Id)!.State.ShouldBe(JobState.Processing, "the release was handed over as ever");
        result.Document!.Discard();
    }

    /// <summary>I3. Mutant: a copy that is whole is as good as a hand-over.</summary>
    [Fact]
    public async Task Release_HolderHasReleasedTheJobMeanwhile_IsRefusedInSpiteOfTheCopy()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(MiB));
        var ahead = await AheadAsync(house, job);
        (ahead.Code, ahead.Document).ShouldBe((FetchCode.FetchedAhead, null));
        await house.Holder.Jobs.BeginReleaseAsync(job.Id, ReleaseId.New(TimeProvider.System), house.Holder.Device, house.Owner);

        var result = await house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner), progress: null, CancellationToken.None);

        (result.Code, result.Document).ShouldBe((FetchCode.Refused, null));
    }

    /// <summary>I6: its key must be gone with its release, wherever. Mutant: private jobs are copied like others.</summary>
    [Fact]
    public async Task Ahead_PrivateJob_StaysWhereItIs()
    {
        await using var house = await TransferHouse.StartAsync();
        var job = await house.HoldAsync(TestAgent.Bytes(MiB), isPrivate: true);

        (await AheadAsync(house, job)).Code.ShouldBe(FetchCode.Refused);
    }

    [Fact]
    public async Task Login_MoreAndLargerJobsThanAllowed_FetchesTheNewestThatFit()
    {
        await using var house = await TransferHouse.StartAsync();
        int[] sizes = [MiB, 3 * MiB, MiB, MiB];
        var jobs = new List<HeldJob>();
        foreach (var size in sizes)
        {
            jobs.Add(await house.HoldAsync(TestAgent.Bytes(size)));
        }

        var listed = jobs.Select((job, age) => new RemoteJob(job with { ReceivedAt = job.ReceivedAt.AddMinutes(-age), Facts = new Contracts.AgentLink.V1.DocumentFacts { SizeBytes = sizes[age] } }, house.Holder.Site, "Berlin", IsReachable: true));
        var lifetime = Substitute.For<IHostApplicationLifetime>();
        using var remote = new RemoteJobs(new Listed([.. listed]), lifetime, TimeProvider.System);
        var options = Options.Create(new TransferOptions { AheadJobsMax = 3, AheadBytesMax = 2 * MiB });
        using var ahead = new DocumentsAhead(remote, house.Receiver.Fetch, Substitute.For<IReplica>(), options, lifetime, TimeProvider.System, NullLogger<DocumentsAhead>.Instance);

        var here = await ahead.FetchAsync(house.Owner, house.Receiver.Device, CancellationToken.None);

        here.ShouldBe(2, "of the three newest, the second is too large");
    }

    /// <summary>Mutant: copies are kept like the documents of releases.</summary>
    [Fact]
    public async Task Copy_ThatNobodyReleases_IsDestroyedInItsTime()
    {
        await using var agent = new TestAgent(new TestAuthority(), gatewayPort: 1, linePort: 1, "acme", "munich");
        var path = Directory.CreateTempSubdirectory("platen-ahead-").FullName;
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var options = Options.Create(new TransferOptions { Directory = path });
        var folder = new FetchFolder(new PosixDisk(), agent.Spool.TransferKeys, Options.Create(new SpoolOptions { FreeBytesReserve = 0 }), options, time);
        folder.Close(folder.TryOpen(JobId.New(TimeProvider.System), FetchFolder.Ahead)!, FetchFolder.Ahead);
        time.Advance(TimeSpan.FromMinutes(9));
        folder.Sweep().ShouldBe(0);

        time.Advance(TimeSpan.FromMinutes(2));

        folder.Sweep().ShouldBe(1);
        Directory.Delete(path, recursive: true);
    }

    private static Task<FetchResult> AheadAsync(TransferHouse house, HeldJob job) =>
        house.Receiver.Fetch.RunAsync(house.Receiver.Order(job.Id, house.Owner) with { IsAhead = true }, progress: null, CancellationToken.None);

    private sealed class Listed(IReadOnlyList<RemoteJob> jobs) : IRemoteJobSource
    {
        public Task<RemoteList?> AskAsync(UserId user, CancellationToken cancellationToken) => Task.FromResult<RemoteList?>(new RemoteList(RemoteListState.Complete, jobs, Truncated: false));

        public Task<string> DeleteAsync(UserId user, JobId job, CancellationToken cancellationToken) => throw new NotSupportedException("Nothing is deleted here.");
    }
}
