using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Commits;

/// <summary>Batches that are written table by table mean the same as commits one by one.</summary>
[Collection(StoreCollection.Name)]
public sealed class BatchTests(StoreServer server)
{
    private const int Agents = 24;

    [Fact]
    public async Task PlainCommits_OfManyAgentsAndTenantsAtOnce_AreWholeAndChained()
    {
        await using var store = await server.NewStoreAsync();
        TenantId[] tenants = [Acme, TenantId.Parse("bolt")];
        foreach (var tenant in tenants)
        {
            await store.CommitAsync(AgentsOf(tenant));
        }

        for (var sequence = 1; sequence <= 3; sequence++)
        {
            var results = await Task.WhenAll(tenants.SelectMany(t => Enumerable.Range(0, Agents).Select(i => store.CommitAsync(Printed(t, i, sequence)))));
            results.ShouldAllBe(r => r.Code == CommitCode.Committed);
        }

        foreach (var tenant in tenants)
        {
            (await store.Queries.VerifyAuditAsync(tenant, default)).ShouldBeEmpty();
            (await store.Queries.ListLedgerAsync(tenant, new(), new("", 500), default)).Items.Length.ShouldBe(Agents * 3);
            (await store.Records.ReadFeedAsync(tenant, null, 0, 500, default)).Items.Select(i => i.Cursor).ShouldBe(Enumerable.Range(1, Agents * 6).Select(n => (long)n));
            (await store.Records.ListAgentsAsync(tenant, North, default)).ShouldAllBe(a => a.EventsCommitted == 3);
        }
    }

    [Fact]
    public async Task Batch_WithRepetitionsConflictsAndGaps_TellsEachItsOwnOutcome()
    {
        // mutant: commit_batch without batch_holds, and one repeated event fails or doubles its neighbours
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(AgentsOf(Acme));
        var first = Printed(Acme, 0, 1);
        await store.CommitAsync(first);
        var job = Job() with { Version = 1 };
        await store.CommitAsync(Commit(New(job)));

        var good = Enumerable.Range(1, 20).Select(i => store.CommitAsync(Printed(Acme, i, 1))).ToArray();
        var again = store.CommitAsync(first);
        var charged = store.CommitAsync(Commit() with { Ledger = [Ledger(first.Ledger[0].Release)] });
        var late = store.CommitAsync(Commit(Change(job with { Version = 4 })));
        var gap = Should.ThrowAsync<EventOutOfOrderException>(store.CommitAsync(Printed(Acme, 21, 3)));

        (await Task.WhenAll(good)).ShouldAllBe(r => r.Code == CommitCode.Committed);
        (await again).Code.ShouldBe(CommitCode.Duplicate);
        (await charged).Code.ShouldBe(CommitCode.Duplicate);
        (await late).Code.ShouldBe(CommitCode.Conflict);
        await gap;
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.ledger")).ShouldBe(21);
        (await store.Queries.VerifyAuditAsync(Acme, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task OneAgent_SendingAheadOfTheAnswers_IsAppliedInOrder()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(AgentsOf(Acme));
        await store.CommitAsync(Printed(Acme, 0, 1));

        // sent without waiting, but in order; with the month's partition known nothing overtakes
        var results = await Task.WhenAll(Enumerable.Range(2, 49).Select(s => store.CommitAsync(Printed(Acme, 0, s))));
        results.ShouldAllBe(r => r.Code == CommitCode.Committed);
        (await store.Records.ListAgentsAsync(Acme, North, default)).Max(a => a.EventsCommitted).ShouldBe(50);
    }

    // mutants: only the first version of a row is checked; a row's first change wins; a run's sequence moves by one
    [Fact]
    public async Task OneAgentsRun_ThatChangesTheSameRowsInTurn_LeavesTheirLastStateAndEveryEntry()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(AgentsOf(Acme));
        await store.CommitAsync(Printed(Acme, 0, 1));
        var feed = await store.Records.FeedCursorAsync(Acme, default);
        var jobs = Enumerable.Range(0, 20).Select(_ => Job()).ToArray();
        var sequence = 1;
        var run = Enumerable.Range(0, 3).SelectMany(turn => jobs.Select(job => Turn(job, turn, ++sequence))).ToArray();

        // sent without waiting: what does not fit into the first transaction is one run in the next
        var results = await Task.WhenAll(run.Select(commit => store.CommitAsync(commit)));

        results.ShouldAllBe(r => r.Code == CommitCode.Committed);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.jobs WHERE version = 3 AND state = 9 AND (body ->> 'version')::int = 3")).ShouldBe(20);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.ledger")).ShouldBe(21);
        (await store.Records.FeedCursorAsync(Acme, default)).ShouldBe(feed + run.Length);
        (await store.Records.ListAgentsAsync(Acme, North, default)).Single(a => a.Id == AgentId.Parse("a0")).EventsCommitted.ShouldBe(61);
        (await store.Queries.VerifyAuditAsync(Acme, default)).ShouldBeEmpty();
    }

    // mutant: a run is taken whole though one of its rows has moved on
    [Fact]
    public async Task OneAgentsRun_WithOneStaleRow_StopsThereAndNeverSkipsIt()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(AgentsOf(Acme));
        await store.CommitAsync(Printed(Acme, 0, 1));
        var stale = Job();
        await store.CommitAsync(Commit(New(stale)));
        await store.CommitAsync(Commit(Change(stale with { Version = 1 })));

        var before = Enumerable.Range(2, 10).Select(s => store.CommitAsync(Turn(Job(), 0, s))).ToArray();
        var refused = store.CommitAsync(Turn(stale, 1, 12));
        var behind = Enumerable.Range(13, 10).Select(s => Should.ThrowAsync<EventOutOfOrderException>(store.CommitAsync(Turn(Job(), 0, s)))).ToArray();

        (await Task.WhenAll(before)).ShouldAllBe(r => r.Code == CommitCode.Committed);
        (await refused).Code.ShouldBe(CommitCode.Conflict);
        await Task.WhenAll(behind);
        (await store.Records.ListAgentsAsync(Acme, North, default)).Max(a => a.EventsCommitted).ShouldBe(11);
    }

    [Fact]
    public async Task JobsChangedAtOnce_EachWithItsVersion_AreReplaced()
    {
        await using var store = await server.NewStoreAsync();
        var jobs = Enumerable.Range(0, 30).Select(_ => Job() with { Version = 1 }).ToArray();
        await store.CommitAsync(Commit([.. jobs.Select(New)]));
        var results = await Task.WhenAll(jobs.Select(j => store.CommitAsync(Commit(Change(j with { State = JobState.Completed }), New(Job())))));
        results.ShouldAllBe(r => r.Code == CommitCode.Committed);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.jobs WHERE state = 9 AND version = 2")).ShouldBe(30);
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.jobs")).ShouldBe(60);
    }

    private static Commit AgentsOf(TenantId tenant) => new()
    {
        Tenant = tenant, AuditChain = "north",
        Changes = [.. Enumerable.Range(0, Agents).Select(i => new AgentChange(NewAgent($"a{i}").Row with { Tenant = tenant }) { ExpectedVersion = 0 })],
    };

    private static Commit Printed(TenantId tenant, int agent, long sequence)
    {
        var job = Job(tenant: tenant);
        return new Commit
        {
            Tenant = tenant, AuditChain = agent % 2 == 0 ? "north" : "south", Changes = [New(job)], Ledger = [Ledger(job: job.Id) with { Tenant = tenant }],
            Audit = [Act(subject: $"job:{job.Id}"), Act("job.deleted")], Feed = [Notice($"{agent}-{sequence}"), Notice()],
            Event = new AppliedEvent(North, AgentId.Parse($"a{agent}"), sequence),
        };
    }

    // received, released, printed: the job's row as each of the three leaves it
    private static Commit Turn(Job job, int turn, long sequence)
    {
        var row = job with { Version = turn + 1, State = turn == 2 ? JobState.Completed : JobState.PendingHeld };
        return new Commit
        {
            Tenant = Acme, AuditChain = "north", Changes = [new JobChange(row) { ExpectedVersion = turn }], Ledger = turn == 2 ? [Ledger(job: job.Id)] : [],
            Audit = [Act(subject: $"job:{job.Id}")], Feed = [Notice($"{sequence}")], Event = new AppliedEvent(North, AgentId.Parse("a0"), sequence),
        };
    }
}
