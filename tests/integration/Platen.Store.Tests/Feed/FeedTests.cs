using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Store.Hosting;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Feed;

[Collection(StoreCollection.Name)]
public sealed class FeedTests(StoreServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Reader_WhileManyCommit_MissesNothing()
    {
        // mutant: cursors from a sequence without the tenant's lock; a later cursor commits first and the reader walks past the earlier one
        await using var one = await server.NewStoreAsync();
        await using var two = await TestStore.StartAsync(one.ConnectionString);
        const int Writers = 16;
        const int Each = 40;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(async w =>
        {
            for (var i = 0; i < Each; i++)
            {
                await (w % 2 == 0 ? one : two).CommitAsync(Commit() with { Feed = [Notice($"{w}-{i}a"), Notice($"{w}-{i}b")] });
            }
        }));

        var seen = new List<string>();
        long cursor = 0;
        while (!writing.IsCompleted || cursor < await one.Records.FeedCursorAsync(Acme, default))
        {
            var page = await one.Records.ReadFeedAsync(Acme, null, cursor, 50, default);
            page.Items.Select(i => i.Cursor).ShouldBe(page.Items.Select((_, n) => cursor + n + 1), "cursors grow without a gap");
            seen.AddRange(page.Items.Select(i => i.Entry.Key));
            cursor = page.Cursor;
        }

        await writing;
        seen.Count.ShouldBe(Writers * Each * 2);
        seen.Distinct().Count().ShouldBe(seen.Count);
    }

    [Fact]
    public async Task Read_ForASite_SkipsOthersAndStillMovesOn()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit() with { Feed = [Notice("a", North), Notice("b", SiteId.Parse("south")), Notice("c"), Notice("d", SiteId.Parse("south"))] });
        var page = await store.Records.ReadFeedAsync(Acme, North, 0, 10, default);
        page.Items.Select(i => i.Entry.Key).ShouldBe(["a", "c"]);
        page.Cursor.ShouldBe(4);
        (await store.Records.ReadFeedAsync(Acme, North, 0, 1, default)).Cursor.ShouldBe(1);
    }

    [Fact]
    public async Task Read_OfAnotherTenant_IsEmpty()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit() with { Feed = [Notice()] });
        var page = await store.Records.ReadFeedAsync(Domain.Tenants.TenantId.Parse("other"), null, 0, 10, default);
        (page.Items.Length, page.Cursor, page.TooOld).ShouldBe((0, 0L, false));
    }

    [Fact]
    public async Task Sweep_OfOldChanges_TellsOldReadersToTakeASnapshot()
    {
        var clock = new ManualTimeProvider();
        await using var store = await server.NewStoreAsync(clock);
        await store.CommitAsync(Commit() with { Feed = [Notice("1"), Notice("2")] });
        clock.Advance(TimeSpan.FromDays(16));
        await store.CommitAsync(Commit() with { Feed = [Notice("3")] });

        await store.Get<StoreSweeper>().SweepAsync(default);

        (await store.Records.ReadFeedAsync(Acme, null, 0, 10, default)).TooOld.ShouldBeTrue();
        (await store.Records.ReadFeedAsync(Acme, null, 1, 10, default)).TooOld.ShouldBeTrue();
        var page = await store.Records.ReadFeedAsync(Acme, null, 2, 10, default);
        (page.TooOld, page.Items.Single().Entry.Key).ShouldBe((false, "3"));
    }

    [Fact]
    public async Task Read_AheadOfTheRecord_IsTooOld()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit() with { Feed = [Notice()] });
        (await store.Records.ReadFeedAsync(Acme, null, 5, 10, default)).TooOld.ShouldBeTrue();
    }

    [Fact]
    public async Task Wait_WhenAnotherProcessCommits_EndsAtOnce()
    {
        await using var one = await server.NewStoreAsync();
        await using var two = await TestStore.StartAsync(one.ConnectionString);
        await one.ListenAsync();
        var signal = one.Get<IChangeFeedSignal>();
        for (long cursor = 0; cursor < 20; cursor++)
        {
            var wait = signal.WaitForChangeAsync(Acme, cursor, default);
            await two.CommitAsync(Commit() with { Feed = [Notice()] });
            await wait.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Wait_ForAnotherTenantsChange_GoesOn()
    {
        await using var store = await server.NewStoreAsync();
        await store.ListenAsync();
        var signal = store.Get<IChangeFeedSignal>();
        await store.CommitAsync(Commit() with { Feed = [Notice()] });
        await signal.WaitForChangeAsync(Acme, 0, default).WaitAsync(Patience);

        var wait = signal.WaitForChangeAsync(Acme, 1, default);
        var other = signal.WaitForChangeAsync(Domain.Tenants.TenantId.Parse("other"), 0, default);
        await store.CommitAsync(new Commit { Tenant = Domain.Tenants.TenantId.Parse("other"), AuditChain = "console", Feed = [Notice()] });
        await other.WaitAsync(Patience);
        wait.IsCompleted.ShouldBeFalse();
        await store.CommitAsync(Commit() with { Feed = [Notice()] });
        await wait.WaitAsync(Patience);
    }

    [Fact]
    public async Task Wait_AfterTheListenersConnectionWasCut_StillHearsOfChanges()
    {
        await using var store = await server.NewStoreAsync();
        await store.ListenAsync();
        var signal = store.Get<IChangeFeedSignal>();
        await store.CommitAsync(Commit() with { Feed = [Notice()] });
        await signal.WaitForChangeAsync(Acme, 0, default).WaitAsync(Patience);

        await store.SqlAsync<bool>("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()");
        long cursor = 1;
        for (var i = 0; i < 3; i++)
        {
            var wait = signal.WaitForChangeAsync(Acme, cursor, default);
            await store.CommitAsync(Commit() with { Feed = [Notice()] });
            await wait.WaitAsync(Patience);
            cursor = await store.Records.FeedCursorAsync(Acme, default);
        }
    }
}
