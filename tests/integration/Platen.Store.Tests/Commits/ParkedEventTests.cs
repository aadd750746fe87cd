using System.Collections.Immutable;
using System.Security.Cryptography;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Store.Queries;

namespace Platen.Store.Tests.Commits;

/// <summary>Parked events in PostgreSQL: with the event's sequence in one transaction, sealed, and resolved once.</summary>
[Collection(StoreCollection.Name)]
public sealed class ParkedEventTests(StoreServer server)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ImmutableArray<byte> Raw = [.. "a title that nobody else may read"u8];

    [Fact]
    public async Task Park_WithItsSequence_IsListedAndFoundWhole_AndSealedInTheDatabase()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Sample.Commit(Sample.NewAgent()));
        var row = Row(1);

        (await store.CommitAsync(Sample.Commit(Park(row)) with { Event = new AppliedEvent(Sample.North, Sample.Agent, 1), Audit = [Sample.Act("event.parked")] })).Code.ShouldBe(CommitCode.Committed);

        var parked = store.Get<IParkedEvents>();
        (await parked.ListAsync(Sample.Acme, Sample.North, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem().ShouldBe(row with { Raw = [] }, Same);
        (await parked.FindAsync(Sample.Acme, row.Id, None))!.Raw.ShouldBe(Raw);
        (await parked.CountAsync(Sample.Acme, None)).ShouldBe(ImmutableSortedDictionary<string, long>.Empty.Add("north", 1));
        // mutant: bytes as they are; a stolen dump tells titles
        (await store.SqlAsync<string>("SELECT encode(decode(body ->> 'raw', 'base64'), 'escape') FROM platen.parked_events"))!.ShouldNotContain("title");
        (await store.SqlAsync<long>("SELECT events_committed FROM platen.agents")).ShouldBe(1);
    }

    [Fact]
    public async Task Resolve_WithTheVersionOfBefore_IsAConflict_AndTwiceToo()
    {
        await using var store = await server.NewStoreAsync();
        var row = Row(1);
        await store.CommitAsync(Sample.Commit(Park(row)));
        (await store.CommitAsync(Sample.Commit(new ParkedEventChange(row with { Retries = 1, Version = 2 }) { ExpectedVersion = 1 }))).Code.ShouldBe(CommitCode.Committed);

        (await store.CommitAsync(Sample.Commit(Resolve(row, 1)))).Code.ShouldBe(CommitCode.Conflict);
        (await store.CommitAsync(Sample.Commit(Resolve(row, 2), Sample.NewDevice()))).Code.ShouldBe(CommitCode.Committed);
        (await store.CommitAsync(Sample.Commit(Resolve(row, 2), Sample.NewDevice("mfp-2")))).Code.ShouldBe(CommitCode.Conflict);

        (await store.Get<IParkedEvents>().FindAsync(Sample.Acme, row.Id, None)).ShouldBeNull();
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.devices")).ShouldBe(1, "what comes with a resolution is written once");
    }

    [Fact]
    public async Task List_OfManyEvents_GoesPageByPageInTheJournalsOrder_AndShowsNoOtherTenant()
    {
        await using var store = await server.NewStoreAsync();
        foreach (var sequence in new[] { 5, 1, 4, 2, 3 })
        {
            await store.CommitAsync(Sample.Commit(Park(Row(sequence))));
        }

        var parked = store.Get<IParkedEvents>();
        var seen = new List<long>();
        var after = "";
        do
        {
            var page = await parked.ListAsync(Sample.Acme, null, new PageRequest(after, 2), None);
            seen.AddRange(page.Items.Select(row => row.Sequence));
            after = page.Next;
        }
        while (after.Length > 0);

        seen.ShouldBe([1, 2, 3, 4, 5]);
        (await parked.ListAsync(TenantId.Parse("other"), null, new PageRequest("", 10), None)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_WithAnotherMasterKey_IsAFault()
    {
        await using var store = await server.NewStoreAsync();
        var row = Row(1);
        await store.CommitAsync(Sample.Commit(Park(row)));
        await using var other = await TestStore.StartAsync(store.ConnectionString, masterKey: 8);
        await Should.ThrowAsync<CryptographicException>(() => other.Get<IParkedEvents>().FindAsync(Sample.Acme, row.Id, None));
    }

    private static ParkedEvent Row(long sequence) => new()
    {
        Tenant = Sample.Acme, Id = Guid.CreateVersion7().ToString(), Site = Sample.North, Agent = Sample.Agent, Sequence = sequence, Kind = "JobReceived", Subject = "job:1", Reason = "invalid-fact", Problem = "no UUID",
        At = Sample.Now, ParkedAt = Sample.Now, Raw = Raw, Version = 1,
    };

    private static ParkedEventChange Park(ParkedEvent row) => new(row) { ExpectedVersion = 0 };

    private static ParkedEventChange Resolve(ParkedEvent row, long version) => new(row with { Version = version + 1 }, Resolved: true) { ExpectedVersion = version };

    private static readonly IEqualityComparer<ParkedEvent> Same = EqualityComparer<ParkedEvent>.Create((left, right) => left! with { Raw = [] } == right! with { Raw = [] });
}
