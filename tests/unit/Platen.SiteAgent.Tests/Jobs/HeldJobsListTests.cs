using Platen.Contracts.AgentJournal.V1;
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
    public async Task Jobs_OfOneSender_AreFoundWithoutThoseOfOthers()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var first = await spool.ReceiveAsync(SpoolFixture.Bytes(10));
        await spool.ReceiveAsync(SpoolFixture.Bytes(10), claimed: "bob");
        var second = await spool.ReceiveAsync(SpoolFixture.Bytes(10), spool.User);
        var sender = new JobSender(first.Queue, "erika", first.SourceAddress);

        spool.Jobs.ListSentBy(sender, 10).Select(job => job.Id).ShouldBe([second.Id, first.Id]);
        spool.Jobs.ListSentBy(sender, 1).ShouldHaveSingleItem().Id.ShouldBe(second.Id);
        spool.Jobs.ListSentBy(sender with { SourceAddress = "192.0.2.8" }, 10).ShouldBeEmpty();
        await spool.Jobs.DeleteAsync(second.Id, DeletionCause.Owner, spool.User);
        spool.Jobs.ListSentBy(sender, 10).ShouldHaveSingleItem().Id.ShouldBe(first.Id);
    }

    // catches: a PIN that only the panel asks for; a direct queue, or another site, would print the job without
    [Fact]
    public async Task Job_WithAPin_IsHandedToNobodyBeforeItIsGiven()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(10), spool.User);
        await spool.Jobs.ChangeTicketAsync(job.Id, _ => new JobTicket { PasswordHash = "none $x" });

        (await spool.Jobs.BeginReleaseAsync(job.Id, ReleaseId.New(TimeProvider.System), SpoolFixture.Device, spool.User)).Code.ShouldBe(BeginReleaseCode.PinNeeded);
        await spool.Jobs.ChangeTicketAsync(job.Id, _ => new JobTicket());
        (await spool.Jobs.BeginReleaseAsync(job.Id, ReleaseId.New(TimeProvider.System), SpoolFixture.Device, spool.User)).Code.ShouldBe(BeginReleaseCode.Started);
    }

    // catches: a ticket that is kept in memory only, or left out of the checkpoint
    [Fact]
    public async Task Ticket_ThatWasChanged_IsThereAfterARestart()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(10));

        (await spool.Jobs.ChangeTicketAsync(job.Id, _ => new JobTicket { Held = true }))!.Ticket.Held.ShouldBeTrue();
        (await spool.Jobs.ChangeTicketAsync(job.Id, _ => null))!.Ticket.Held.ShouldBeTrue();
        (await spool.Jobs.ChangeTicketAsync(JobId.New(TimeProvider.System), _ => new JobTicket())).ShouldBeNull();
        await spool.RestartAsync();
        await spool.RestartAsync();

        spool.Jobs.Find(job.Id)!.Ticket.Held.ShouldBeTrue();
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

    // catches: a list of the newest alone; whoever printed 500 jobs that are kept for a reprint would not see the older one that waits
    [Fact]
    public async Task ListOfAUser_WithMoreJobsThanItsLimit_ShowsThoseThatWaitBeforePrintedOnes()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var waiting = await spool.ReceiveAsync(SpoolFixture.Bytes(10), spool.User);
        var printed = new List<JobId>();
        for (var i = 0; i < 3; i++)
        {
            var (job, release) = ((await spool.ReceiveAsync(SpoolFixture.Bytes(10), spool.User)).Id, ReleaseId.New(TimeProvider.System));
            await spool.Jobs.BeginReleaseAsync(job, release, SpoolFixture.Device, spool.User);
            await spool.Jobs.FinishReleaseAsync(new JobReleaseFinished { JobId = job.ToString(), ReleaseId = release.ToString(), Outcome = ReleaseOutcome.Completed });
            printed.Add(job);
        }

        spool.Jobs.ListOwnedBy(spool.User, 1).Select(job => job.Id).ShouldBe([waiting.Id]);
        spool.Jobs.ListOwnedBy(spool.User, 2).Select(job => job.Id).ShouldBe([printed[2], waiting.Id]);
        spool.Jobs.ListOwnedBy(spool.User, 4).Select(job => job.Id).ShouldBe([printed[2], printed[1], printed[0], waiting.Id]);
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
