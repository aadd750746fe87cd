using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Jobs;

public sealed class HeldJobsListTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task UnclaimedJob_IsFoundByItsLoginName_AndGetsOneOwner()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(10), claimed: "Erika");
        spool.Jobs.ListUnclaimed("eRIKA", 10).ShouldHaveSingleItem().Id.ShouldBe(job.Id);
        spool.Jobs.ListUnclaimedLogins(10).ShouldBe(["erika"]);

        (await spool.Jobs.ResolveOwnerAsync(job.Id, spool.User)).ShouldBeTrue();
        (await spool.Jobs.ResolveOwnerAsync(job.Id, spool.User)).ShouldBeTrue();
        (await spool.Jobs.ResolveOwnerAsync(job.Id, UserId.New(TimeProvider.System))).ShouldBeFalse();

        spool.Jobs.ListUnclaimed("erika", 10).ShouldBeEmpty();
        spool.Jobs.ListOwnedBy(spool.User, 10).ShouldHaveSingleItem();
        spool.Engine.Journal.LastSequence.ShouldBe(2UL);
    }

    [Fact]
    public async Task Lists_ArePagedById_AndNewestFirstForAUser()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var ids = new List<JobId>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add((await spool.ReceiveAsync(SpoolFixture.Bytes(10), spool.User)).Id);
        }

        ids.Sort((left, right) => left.Value.CompareTo(right.Value));
        var paged = new List<JobId>();
        while (spool.Jobs.ListAll(paged.Count == 0 ? null : paged[^1], 3) is { Count: > 0 } page)
        {
            paged.AddRange(page.Select(job => job.Id));
        }

        paged.ShouldBe(ids);
        spool.Jobs.ListOwnedBy(spool.User, 2).Select(job => job.Id).ShouldBe([ids[6], ids[5]]);
    }

    [Fact]
    public async Task Watcher_SeesItsUsersChanges_AndIsToldWhenItMissedSome()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        using var patience = new CancellationTokenSource(Patience);
        await using var changes = spool.Jobs.WatchAsync(spool.User, patience.Token).GetAsyncEnumerator(patience.Token);
        await spool.ReceiveAsync(SpoolFixture.Bytes(10), UserId.New(TimeProvider.System));
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(10), spool.User);
        await spool.Jobs.DeleteAsync(job.Id, DeletionCause.Owner, spool.User);

        (await changes.MoveNextAsync()).ShouldBeTrue();
        changes.Current.Kind.ShouldBe(JobChangeKind.Added);
        changes.Current.Job!.Id.ShouldBe(job.Id);
        (await changes.MoveNextAsync()).ShouldBeTrue();
        changes.Current.Kind.ShouldBe(JobChangeKind.Removed);

        await Task.WhenAll(Enumerable.Range(0, JobWatchers.WaitingMax + 1).Select(_ => spool.ReceiveAsync(SpoolFixture.Bytes(1), spool.User)));
        (await changes.MoveNextAsync()).ShouldBeTrue();
        changes.Current.Kind.ShouldBe(JobChangeKind.Missed);
    }

    [Fact]
    public async Task Job_SentTwiceUnderOneId_IsHeldOnce()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(10));

        await using var again = spool.Jobs.BeginReceive(job.Id, SpoolFixture.Origin());

        again.Refusal.ShouldBe(ReceiveCode.Duplicate);
        (await again.CompleteAsync(SpoolFixture.Details())).Code.ShouldBe(ReceiveCode.Duplicate);
    }
}
