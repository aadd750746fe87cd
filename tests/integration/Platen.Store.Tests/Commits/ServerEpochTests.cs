using Platen.Domain.Ports;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Commits;

/// <summary>Of two servers on one database the one that took over writes, and the other writes nothing.</summary>
[Collection(StoreCollection.Name)]
public sealed class ServerEpochTests(StoreServer server)
{
    // mutants: commit_fenced without check_epoch; a take-over that leaves the other's connections and gives it new ones
    [Fact]
    public async Task Server_TakenOverFrom_WritesAndReadsNothingMore()
    {
        await using var old = await server.NewStoreAsync();
        var epoch = old.Get<Store.Standby.ServerEpoch>();
        epoch.Value = await old.SqlAsync<long>("SELECT platen.raise_epoch('old')");
        (await old.CommitAsync(Commit(New(Job())))).ShouldBe(CommitResult.Committed);

        await old.SqlAsync<long>("SELECT platen.raise_epoch('new')");

        await Should.ThrowAsync<RecordStoreUnavailableException>(old.CommitAsync(Commit(New(Job()))));
        epoch.Lost.IsCompleted.ShouldBeTrue();
        epoch.Reason.ShouldContain("server new took over");
        (await old.SqlAsync<long>("SELECT count(*) FROM platen.jobs")).ShouldBe(1);
    }

    // mutant: the database's own fault goes through, and a woken server answers 500 instead of 503
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_ThatWakesWithoutItsConnections_SaysThatAnotherOneTookOver(bool writes)
    {
        await using var old = await server.NewStoreAsync();
        old.Get<Store.Standby.ServerEpoch>().Value = await old.SqlAsync<long>("SELECT platen.raise_epoch('old')");
        await old.CommitAsync(Commit(New(Job())));
        await old.SqlAsync<long>("SELECT platen.raise_epoch('new')");
        old.Get<Store.Connections.StoreDatabase>().NoteFault(new TimeoutException("it was frozen, and its connections are gone"));

        var fault = await Should.ThrowAsync<RecordStoreUnavailableException>(writes ? old.CommitAsync(Commit(New(Job()))) : old.Records.FindJobAsync(Acme, Job().Id, default));

        fault.Message.ShouldContain("server new took over");
        fault.OutcomeUnknown.ShouldBeFalse();
        old.Get<Store.Standby.ServerEpoch>().Lost.IsCompleted.ShouldBeTrue();
    }

    // mutant: look at the lock only. A frozen server keeps its connection, and with it the lock.
    [Fact]
    public async Task Lock_OfASilentServer_IsTakenByEndingItsConnection()
    {
        await using var store = await server.NewStoreAsync();
        await using var first = new Store.Standby.ServerLock(store.ConnectionString);
        await using var second = new Store.Standby.ServerLock(store.ConnectionString);
        (await first.TryTakeAsync(CancellationToken.None)).ShouldBeTrue();
        var epoch = await first.RaiseEpochAsync("first", CancellationToken.None);
        (await first.BeatAsync(epoch, CancellationToken.None)).ShouldBeTrue();
        (await second.TryTakeAsync(CancellationToken.None)).ShouldBeFalse();
        (await second.SilenceAsync(CancellationToken.None))!.Value.ShouldBeLessThan(TimeSpan.FromSeconds(30));

        (await second.TerminateHolderAsync(CancellationToken.None)).ShouldBeTrue();
        var deadline = TimeProvider.System.GetTimestamp();
        while (!await second.TryTakeAsync(CancellationToken.None))
        {
            TimeProvider.System.GetElapsedTime(deadline).ShouldBeLessThan(TimeSpan.FromSeconds(10), "waited for the ended connection's lock");
        }

        (await second.RaiseEpochAsync("second", CancellationToken.None)).ShouldBe(epoch + 1);
        await Should.ThrowAsync<Npgsql.NpgsqlException>(first.BeatAsync(epoch, CancellationToken.None));
        first.IsOpen.ShouldBeFalse();
        (await first.TryTakeAsync(CancellationToken.None)).ShouldBeFalse();
        (await first.BeatAsync(epoch, CancellationToken.None)).ShouldBeFalse("the number is another's now");
    }
}
