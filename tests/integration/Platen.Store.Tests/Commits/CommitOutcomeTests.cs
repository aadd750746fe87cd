using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Commits;

[Collection(StoreCollection.Name)]
public sealed class CommitOutcomeTests(StoreServer server)
{
    private static readonly AppliedEvent First = new(North, Agent, 1);

    [Fact]
    public async Task Commit_OfEveryKindOfRow_ReadsBackEqual()
    {
        await using var store = await server.NewStoreAsync();
        var job = Job() with { Owner = UserId.New(TimeProvider.System), ReceivedAt = Now.AddTicks(3) };
        var user = User("Anna", "1234", "card-1", "card-2");

        (await store.CommitAsync(Commit(New(job), New(user), New(Queue("q1", 9101)), NewAgent(), NewDevice(), NewSite(), NewTenant()))).ShouldBe(CommitResult.Committed);

        ShouldBeSame(await store.Records.FindJobAsync(Acme, job.Id, default), job with { Version = 1 });
        ShouldBeSame(await store.Records.FindUserAsync(Acme, user.Id, default), user with { Version = 1 });
        ShouldBeSame(await store.Records.FindUserByLoginAsync(Acme, "ANNA", default), user with { Version = 1 });
        ShouldBeSame(await store.Records.FindQueueAsync(Acme, Domain.Queues.QueueId.Parse("q1"), default), Queue("q1", 9101) with { Version = 1 });
        ShouldBeSame(await store.Records.FindDeviceAsync(Acme, Mfp, default), NewDevice().Row);
        ShouldBeSame(await store.Records.FindSiteAsync(Acme, North, default), NewSite().Row);
        ShouldBeSame(await store.Records.FindTenantAsync(Acme, default), NewTenant().Row);
        ShouldBeSame((await store.Records.ListAgentsAsync(Acme, North, default)).Single(), NewAgent().Row);
    }

    [Fact]
    public async Task Find_OfAnotherTenantsRow_IsNull()
    {
        await using var store = await server.NewStoreAsync();
        var job = Job();
        var user = User("anna");
        await store.CommitAsync(Commit(New(job), New(user)));
        var other = TenantId.Parse("other");

        (await store.Records.FindJobAsync(other, job.Id, default)).ShouldBeNull();
        (await store.Records.FindUserByLoginAsync(other, "anna", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Commit_WithARowOfAnotherTenant_IsRefused()
    {
        await using var store = await server.NewStoreAsync();
        var fault = await Should.ThrowAsync<ArgumentException>(store.CommitAsync(Commit(New(Job(tenant: TenantId.Parse("other"))))));
        fault.Message.ShouldContain("TN02");
    }

    [Fact]
    public async Task Commit_WithAnOldVersion_IsConflictAndWritesNothing()
    {
        await using var store = await server.NewStoreAsync();
        var job = Job() with { Version = 1 };
        await store.CommitAsync(Commit(New(job)));
        await store.CommitAsync(Commit(Change(job with { State = JobState.Processing })));

        var late = await store.CommitAsync(Commit(Change(job with { State = JobState.Canceled })) with { Audit = [Act()], Feed = [Notice()], Ledger = [Ledger()] });

        late.Code.ShouldBe(CommitCode.Conflict);
        late.Message.ShouldContain(job.Id.ToString());
        (await store.Records.FindJobAsync(Acme, job.Id, default))!.State.ShouldBe(JobState.Processing);
        (await store.SqlAsync<long>("SELECT (SELECT count(*) FROM platen.audit_entries) + (SELECT count(*) FROM platen.change_feed) + (SELECT count(*) FROM platen.ledger)")).ShouldBe(0);
    }

    [Fact]
    public async Task Commit_OfANewRowThatExists_IsConflict()
    {
        await using var store = await server.NewStoreAsync();
        var job = Job();
        await store.CommitAsync(Commit(New(job)));
        (await store.CommitAsync(Commit(New(job)))).Code.ShouldBe(CommitCode.Conflict);
    }

    [Fact]
    public async Task Event_SentAgain_IsDuplicateEvenAfterLaterOnes()
    {
        // mutant: compare the sequence with = instead of <=, and the repeated first event is told as a gap
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(NewAgent()));
        (await store.CommitAsync(Commit() with { Event = First })).Code.ShouldBe(CommitCode.Committed);
        (await store.CommitAsync(Commit() with { Event = First with { Sequence = 2 } })).Code.ShouldBe(CommitCode.Committed);

        (await store.CommitAsync(Commit() with { Event = First, Audit = [Act()] })).Code.ShouldBe(CommitCode.Duplicate);
        (await store.CommitAsync(Commit() with { Event = First with { Sequence = 2 } })).Code.ShouldBe(CommitCode.Duplicate);
        (await store.Records.ListAgentsAsync(Acme, North, default))[0].EventsCommitted.ShouldBe(2);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.audit_entries")).ShouldBe(0);
    }

    [Fact]
    public async Task Event_ThatIsRepeatedWithAnOldRow_IsDuplicateNotConflict()
    {
        // mutant: check versions before keys, and a harmless repetition after a lost answer becomes a conflict
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(NewAgent()));
        var commit = Commit(New(Job())) with { Event = First };
        await store.CommitAsync(commit);
        (await store.CommitAsync(commit)).Code.ShouldBe(CommitCode.Duplicate);
    }

    [Theory]
    [InlineData(2, "1 is expected")]
    [InlineData(7, "1 is expected")]
    public async Task Event_AfterAGap_IsAFaultThatNamesTheExpectedOne(long sequence, string says)
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(NewAgent()));
        var fault = await Should.ThrowAsync<EventOutOfOrderException>(store.CommitAsync(Commit(New(Job())) with { Event = First with { Sequence = sequence } }));
        fault.Message.ShouldContain(says);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.jobs")).ShouldBe(0);
    }

    [Fact]
    public async Task Event_OfAnUnknownAgent_IsAFault()
    {
        await using var store = await server.NewStoreAsync();
        (await Should.ThrowAsync<EventOutOfOrderException>(store.CommitAsync(Commit() with { Event = First }))).Message.ShouldContain("north-1");
    }

    [Fact]
    public async Task AgentChange_WithAnOldSequence_LeavesTheCommittedOneAlone()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(NewAgent()));
        await store.CommitAsync(Commit() with { Event = First });
        var row = NewAgent().Row with { Version = 2, AgentVersion = "2.0", EventsCommitted = 0 };
        (await store.CommitAsync(Commit(new AgentChange(row) { ExpectedVersion = 1 }))).Code.ShouldBe(CommitCode.Committed);
        (await store.Records.ListAgentsAsync(Acme, North, default))[0].ShouldBe(row with { EventsCommitted = 1 });
    }

    [Fact]
    public async Task Ledger_ForAReleaseThatIsCharged_IsDuplicateAcrossMonths()
    {
        // mutant: a unique key on the partitioned ledger only (release, at), and the retry of the next month is charged again (I2)
        await using var store = await server.NewStoreAsync();
        var release = ReleaseId.New(TimeProvider.System);
        (await store.CommitAsync(Commit() with { Ledger = [Ledger(release, Now)] })).Code.ShouldBe(CommitCode.Committed);
        var again = await store.CommitAsync(Commit() with { Ledger = [Ledger(release, Now.AddMonths(1))], Audit = [Act()] });
        again.Code.ShouldBe(CommitCode.Duplicate);
        again.Message.ShouldContain(release.ToString());
        (await store.SqlAsync<long>("SELECT (SELECT count(*) FROM platen.ledger) + (SELECT count(*) FROM platen.audit_entries)")).ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-03-31T23:59:59.9999999+00:00", "ledger_202603")]
    [InlineData("2026-04-01T01:00:00+02:00", "ledger_202603")]
    [InlineData("2031-12-15T00:00:00Z", "ledger_203112")]
    [InlineData("1970-01-01T00:00:00Z", "ledger_before")]
    [InlineData("9999-12-31T23:59:59Z", "ledger_after")]
    public async Task Ledger_OfAnyTime_HasAPartition(string at, string partition)
    {
        await using var store = await server.NewStoreAsync();
        (await store.CommitAsync(Commit() with { Ledger = [Ledger(at: DateTimeOffset.Parse(at))] })).Code.ShouldBe(CommitCode.Committed);
        (await store.SqlAsync<string>("SELECT c.relname::text FROM platen.ledger l JOIN pg_class c ON c.oid = l.tableoid")).ShouldBe(partition);
    }

    [Fact]
    public async Task Text_ThatPostgresCannotHold_IsReplacedAndNothingFails()
    {
        await using var store = await server.NewStoreAsync();
        var job = Job("a\0b\uD800c");
        var commit = Commit(New(job)) with { Ledger = [Ledger(title: "x\0y")], Audit = [Act(subject: "s\0\uDC00")] };
        (await store.CommitAsync(commit)).Code.ShouldBe(CommitCode.Committed);
        (await store.Records.FindJobAsync(Acme, job.Id, default))!.Title.ShouldBe("a\uFFFDb\uFFFDc");
        (await store.Queries.VerifyAuditAsync(Acme, default)).ShouldBeEmpty();
    }

    private static void ShouldBeSame<T>(T? actual, T expected)
        where T : class => System.Text.Json.JsonSerializer.Serialize(actual, Json.StoreJson.Options).ShouldBe(System.Text.Json.JsonSerializer.Serialize(expected, Json.StoreJson.Options));
}
