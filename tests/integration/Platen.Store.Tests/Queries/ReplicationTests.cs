using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Store.Hosting;
using Platen.TestKit.Time;

namespace Platen.Store.Tests.Queries;

/// <summary>Alarms, samples, and what is behind, in PostgreSQL.</summary>
[Collection(StoreCollection.Name)]
public sealed class ReplicationTests(StoreServer server)
{
    private static readonly CancellationToken None = CancellationToken.None;

    // mutant: count the feed's rows about jobs, of which there are thousands an hour, and which no agent replicates
    [Fact]
    public async Task Behind_CountsWhatTheSiteReplicates_AndNothingElse()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Sample.Commit(Sample.NewTenant()) with { Feed = [Sample.Notice("acme", topic: FeedTopic.Tenant)] });
        await store.CommitAsync(Sample.Commit(Sample.NewDevice()) with
        {
            Feed =
            [
                Sample.Notice(), Sample.Notice("a", topic: FeedTopic.User), Sample.Notice("b", Sample.North, FeedTopic.Device), Sample.Notice("c", SiteId.Parse("south"), FeedTopic.Device), Sample.Notice("d", topic: FeedTopic.Site),
            ],
        });
        var replication = store.Get<IReplicationQueries>();
        (await replication.BehindAsync(Sample.Acme, Sample.North, 1, None)).Count.ShouldBe(2);
        (await replication.BehindAsync(Sample.Acme, Sample.North, 1, None)).Oldest.ShouldNotBeNull();
        (await replication.BehindAsync(Sample.Acme, Sample.North, 4, None)).ShouldBe((0, null));
    }

    [Fact]
    public async Task Alarm_RaisedTwice_IsAConflict_AndClearedTwiceToo()
    {
        await using var store = await server.NewStoreAsync();
        var alarm = new SiteAlarm { Tenant = Sample.Acme, Site = Sample.North, Agent = Sample.Agent, Kind = SiteAlarmKind.Away, Detail = "not heard of", RaisedAt = Sample.Now, Version = 1 };
        (await store.CommitAsync(Sample.Commit(new SiteAlarmChange(alarm) { ExpectedVersion = 0 }))).Code.ShouldBe(CommitCode.Committed);
        (await store.CommitAsync(Sample.Commit(new SiteAlarmChange(alarm) { ExpectedVersion = 0 }))).Code.ShouldBe(CommitCode.Conflict);
        (await store.Get<IReplicationQueries>().ListAlarmsAsync(Sample.Acme, None)).ShouldBe([alarm]);

        var cleared = new SiteAlarmChange(alarm with { Version = 2 }, Cleared: true) { ExpectedVersion = 1 };
        (await store.CommitAsync(Sample.Commit(cleared))).Code.ShouldBe(CommitCode.Committed);
        (await store.CommitAsync(Sample.Commit(cleared))).Code.ShouldBe(CommitCode.Conflict);
        (await store.Get<IReplicationQueries>().ListAlarmsAsync(Sample.Acme, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Samples_AreListedByTime_AndSweptWhenTheyAreOld()
    {
        var time = new ManualTimeProvider();
        await using var store = await server.NewStoreAsync(time);
        await store.CommitAsync(Sample.Commit(Sample.NewAgent()));
        var now = time.GetUtcNow();
        foreach (var minutes in new[] { 0, 2, 1 })
        {
            await store.CommitAsync(Sample.Commit(new AgentSampled(At(now + TimeSpan.FromMinutes(minutes))) { ExpectedVersion = 0 }));
        }

        var replication = store.Get<IReplicationQueries>();
        (await replication.ListSamplesAsync(Sample.Acme, Sample.North, Sample.Agent, now + TimeSpan.FromSeconds(30), None)).Select(sample => sample.EventsLag)
            .ShouldBe([TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(7)]);
        (await replication.ListLastSamplesAsync(Sample.Acme, None)).ShouldHaveSingleItem().At.ShouldBe(now + TimeSpan.FromMinutes(2));

        time.Advance(new StoreOptions().KeepSamples + TimeSpan.FromSeconds(90));
        await store.Get<StoreSweeper>().SweepAsync(None);
        (await replication.ListSamplesAsync(Sample.Acme, Sample.North, Sample.Agent, now, None)).ShouldHaveSingleItem();
    }

    private static AgentSample At(DateTimeOffset at) => new() { Tenant = Sample.Acme, Site = Sample.North, Agent = Sample.Agent, At = at, EventsWaiting = 3, EventsLag = TimeSpan.FromMinutes(7) };
}
