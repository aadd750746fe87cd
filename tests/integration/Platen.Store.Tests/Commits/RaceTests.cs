using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Commits;

[Collection(StoreCollection.Name)]
public sealed class RaceTests(StoreServer server)
{
    [Fact]
    public async Task HundredSwapsOfOneRow_FromTwoProcesses_ExactlyOneWins()
    {
        // mutant: no version check in platen.check_keys, and the last writer wins silently
        await using var one = await server.NewStoreAsync();
        await using var two = await TestStore.StartAsync(one.ConnectionString);
        var job = Job() with { Version = 1 };
        await one.CommitAsync(Commit(New(job)));

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            (i % 2 == 0 ? one : two).CommitAsync(Commit(Change(job with { StateReason = $"r{i}" })) with { Audit = [Act(subject: $"r{i}")] })));

        results.Count(r => r.Code == CommitCode.Committed).ShouldBe(1);
        results.Count(r => r.Code == CommitCode.Conflict).ShouldBe(99);
        var winner = (await one.Records.FindJobAsync(Acme, job.Id, default))!;
        (await one.Queries.ListAuditAsync(Acme, new(), default)).Items.ShouldHaveSingleItem().Entry.Subject.ShouldBe(winner.StateReason);
    }

    [Fact]
    public async Task OneRelease_ChargedByFiftyAtOnce_IsInTheLedgerOnce()
    {
        await using var one = await server.NewStoreAsync();
        await using var two = await TestStore.StartAsync(one.ConnectionString);
        var release = ReleaseId.New(TimeProvider.System);
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            (i % 2 == 0 ? one : two).CommitAsync(Commit() with { Ledger = [Ledger(release, Now.AddDays(i))] })));
        results.Count(r => r.Code == CommitCode.Committed).ShouldBe(1);
        results.Count(r => r.Code == CommitCode.Duplicate).ShouldBe(49);
        (await one.SqlAsync<long>("SELECT count(*) FROM platen.ledger")).ShouldBe(1);
    }

    [Fact]
    public async Task OneLoginName_TakenByManyAtOnce_BelongsToOne()
    {
        await using var one = await server.NewStoreAsync();
        await using var two = await TestStore.StartAsync(one.ConnectionString);
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? one : two).CommitAsync(Commit(New(User("anna"))))));
        results.Count(r => r.Code == CommitCode.Committed).ShouldBe(1);
        results.Count(r => r is { Code: CommitCode.NotUnique, Taken: UniqueName.LoginName }).ShouldBe(39);
    }

    [Fact]
    public async Task OneEvent_AppliedByTwoProcesses_TakesEffectOnce()
    {
        await using var one = await server.NewStoreAsync();
        await using var two = await TestStore.StartAsync(one.ConnectionString);
        await one.CommitAsync(Commit(NewAgent()));
        for (var sequence = 1; sequence <= 20; sequence++)
        {
            var commit = Commit() with { Event = new AppliedEvent(North, Agent, sequence), Audit = [Act()] };
            var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => (await (i % 2 == 0 ? one : two).CommitAsync(commit)).Code));
            codes.Count(c => c == CommitCode.Committed).ShouldBe(1);
            codes.Count(c => c == CommitCode.Duplicate).ShouldBe(5);
        }

        (await one.SqlAsync<long>("SELECT count(*) FROM platen.audit_entries")).ShouldBe(20);
        (await one.Queries.VerifyAuditAsync(Acme, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Commits_OfTwoTenantsInOppositeOrder_NeverDeadlock()
    {
        await using var one = await server.NewStoreAsync();
        await using var two = await TestStore.StartAsync(one.ConnectionString);
        string[] tenants = ["acme", "bolt", "core"];
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(i =>
        {
            var tenant = Domain.Tenants.TenantId.Parse(tenants[(i % 2 == 0 ? i : 300 - i) % 3]);
            return (i % 2 == 0 ? one : two).CommitAsync(new Commit { Tenant = tenant, AuditChain = "console", Audit = [Act()], Feed = [Notice()] });
        }));
        results.ShouldAllBe(r => r.Code == CommitCode.Committed);
    }

    [Fact]
    public async Task PoisonedCommit_AmongGoodOnes_FailsAlone()
    {
        // mutant: no split after a fault, and one bad commit fails all that share its transaction
        await using var store = await server.NewStoreAsync();
        await store.SqlAsync<int>("ALTER TABLE platen.jobs ADD CHECK (body ->> 'title' <> 'poison')");
        var jobs = Enumerable.Range(0, 60).Select(i => Job(i % 20 == 7 ? "poison" : $"good {i}")).ToArray();

        var outcomes = await Task.WhenAll(jobs.Select(async j =>
        {
            try
            {
                return (await store.CommitAsync(Commit(New(j)) with { Audit = [Act()] })).Code;
            }
            catch (Npgsql.PostgresException)
            {
                return CommitCode.Unspecified;
            }
        }));

        outcomes.Zip(jobs).ShouldAllBe(x => x.First == (x.Second.Title == "poison" ? CommitCode.Unspecified : CommitCode.Committed));
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.jobs")).ShouldBe(57);
        (await store.Queries.VerifyAuditAsync(Acme, default)).ShouldBeEmpty();
    }
}
