using System.Collections.Concurrent;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Store.Connections;
using Platen.TestKit.Postgres;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Faults;

/// <summary>I8 and I2 with a PostgreSQL that is killed (-9), fsync on. Mutant: <c>SET synchronous_commit = off</c> on the commit connection; mutant: acknowledge before the statement has ended.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private PrivatePostgres _postgres = null!;
    private TestStore _store = null!;

    public async Task InitializeAsync()
    {
        _postgres = await PrivatePostgres.StartAsync(new() { Fsync = true });
        _store = await NewStoreAsync(TimeSpan.FromSeconds(20));
        await _store.CommitAsync(Commit(Enumerable.Range(0, 8).Select(i => NewAgent($"a{i}")).ToArray<RecordChange>()));
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    // Mutant: keep the connection of commits after the listener has lost the database; the first commit after a restart then dies of it, and nobody knows whether it was written.
    [Fact]
    public async Task Restarted_WhileNobodyCommits_TheNextCommitOfTheConsoleJustWorks()
    {
        await _store.ListenAsync();
        await WaitUntilAsync(async () => await _store.SqlAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'") > 0, "the listener");
        await _postgres.RestartAsync();
        await WaitUntilAsync(() => _store.Get<StoreDatabase>().Losses > 0, "the listener to notice the restart");

        (await _store.CommitAsync(Commit(NewAgent("after-restart")))).Code.ShouldBe(CommitCode.Committed);
    }

    [Fact]
    public async Task Killed_WhileEventsAreCommitted_NothingAcknowledgedIsLostHalfOrTwice()
    {
        var acknowledged = new ConcurrentDictionary<string, long>();
        using var stop = new CancellationTokenSource();
        var agents = Enumerable.Range(0, 8).Select(i => ReportAsync($"a{i}", acknowledged, stop.Token)).ToArray();
        for (var kill = 0; kill < 4; kill++)
        {
            var before = acknowledged.Values.Sum();
            await WaitUntilAsync(() => acknowledged.Values.Sum() > before + 40, $"40 more commits after kill {kill}");
            await _postgres.RestartAsync();
        }

        var last = acknowledged.Values.Sum();
        await WaitUntilAsync(() => acknowledged.Values.Sum() > last + 40, "40 commits after the last kill");
        await stop.CancelAsync();
        await Task.WhenAll(agents);

        // each event wrote one job, one ledger entry, one audit entry and one change; a half commit would tear the counts apart
        foreach (var row in await _store.Records.ListAgentsAsync(Acme, North, default))
        {
            row.EventsCommitted.ShouldBe(acknowledged[row.Id.Value], $"agent {row.Id}");
        }

        var events = acknowledged.Values.Sum();
        (await _store.SqlAsync<long>("SELECT count(*) FROM platen.jobs")).ShouldBe(events);
        (await _store.SqlAsync<long>("SELECT count(*) FROM platen.ledger")).ShouldBe(events);
        (await _store.SqlAsync<long>("SELECT count(*) FROM platen.audit_entries")).ShouldBe(events);
        (await _store.Records.FeedCursorAsync(Acme, default)).ShouldBe(events);
        (await _store.Queries.VerifyAuditAsync(Acme, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Away_LongerThanTheRetry_IsOneExceptionAndRecoversByItself()
    {
        await using var store = await TestStore.StartAsync(_store.ConnectionString, configure: o => o.RetryFor = TimeSpan.FromMilliseconds(300));
        var job = Job();
        await store.CommitAsync(Commit(New(job)));
        await _postgres.KillAsync();

        (await Should.ThrowAsync<RecordStoreUnavailableException>(store.Records.FindJobAsync(Acme, job.Id, default))).OutcomeUnknown.ShouldBeFalse();
        var commits = Enumerable.Range(0, 200).Select(_ => Should.ThrowAsync<RecordStoreUnavailableException>(store.CommitAsync(Commit(New(Job()))))).ToArray();
        await Task.WhenAll(commits).WaitAsync(TimeSpan.FromSeconds(15));

        await _postgres.RestartAsync();
        (await store.Records.FindJobAsync(Acme, job.Id, default)).ShouldNotBeNull();
        (await store.CommitAsync(Commit(New(Job())))).Code.ShouldBe(CommitCode.Committed);
    }

    [Fact]
    public async Task Lost_DuringACommitWithoutAKey_IsUnknown_AndWithAReleaseIsResolved()
    {
        await _store.CommitAsync(Commit() with { Ledger = [Ledger()] });
        await _store.SqlAsync<int>("""
            CREATE FUNCTION platen.stall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN NEW; END $$;
            CREATE TRIGGER stall BEFORE INSERT ON platen.jobs FOR EACH ROW EXECUTE FUNCTION platen.stall();
            """);
        var release = ReleaseId.New(TimeProvider.System);
        var plain = _store.CommitAsync(Commit(New(Job())));
        await WaitUntilStallingAsync();
        var keyed = _store.CommitAsync(Commit(New(Job())) with { Ledger = [Ledger(release)] });
        await _postgres.RestartAsync();

        (await Should.ThrowAsync<RecordStoreUnavailableException>(plain)).OutcomeUnknown.ShouldBeTrue();
        await WaitUntilStallingAsync();
        await _postgres.RestartAsync();
        await _postgres.ExecuteAsync("t1", "DROP FUNCTION platen.stall CASCADE");
        await _store.SqlAsync<int>("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%commit_batch%' AND pid <> pg_backend_pid()");
        (await keyed.WaitAsync(TimeSpan.FromSeconds(30))).Code.ShouldBe(CommitCode.Committed);
        (await _store.SqlAsync<long>($"SELECT count(*) FROM platen.ledger WHERE release = '{release}'")).ShouldBe(1);
    }

    private async Task<TestStore> NewStoreAsync(TimeSpan retryFor) =>
        await TestStore.StartAsync(_postgres.ConnectionString(await _postgres.CreateDatabaseAsync()), configure: o => o.RetryFor = retryFor);

    private async Task ReportAsync(string agent, ConcurrentDictionary<string, long> acknowledged, CancellationToken stop)
    {
        for (var sequence = 1L; !stop.IsCancellationRequested; sequence++)
        {
            var commit = Commit(New(Job())) with
            {
                Event = new AppliedEvent(North, Domain.Sites.AgentId.Parse(agent), sequence), Ledger = [Ledger()], Audit = [Act()], Feed = [Notice()],
            };

            // committed, or found there by the repetition after a lost connection: both are acknowledged to the agent
            (await _store.CommitAsync(commit)).Code.ShouldBeOneOf(CommitCode.Committed, CommitCode.Duplicate);
            acknowledged[agent] = sequence;
        }
    }

    private Task WaitUntilStallingAsync() =>
        WaitUntilAsync(async () => await _store.SqlAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") > 0, "a commit that stalls in the trigger");

    private static Task WaitUntilAsync(Func<bool> condition, string what) => WaitUntilAsync(() => Task.FromResult(condition()), what);

    private static async Task WaitUntilAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited 40 s for {what}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
