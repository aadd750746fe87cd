using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Commits;

/// <summary>Events are taken from the start of an agent that was let in last, by the database itself.</summary>
[Collection(StoreCollection.Name)]
public sealed class AgentStartTests(StoreServer server)
{
    private static readonly AgentStart One = new(new string('1', 32), 1);
    private static readonly AgentStart Two = new(new string('2', 32), 2);

    // mutants: check_keys, or batch_holds, without the start
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Event_OfAStartThatIsNotTheNewest_IsOutOfOrder(int atOnce)
    {
        await using var store = await server.NewStoreAsync();
        await WithAgentAsync(store, One);
        (await store.CommitAsync(Event(1, One.Id))).ShouldBe(CommitResult.Committed);
        (await store.CommitAsync(Letting(Two, version: 1, committed: new(1, 1)))).ShouldBe(CommitResult.Committed);

        var others = Enumerable.Range(0, atOnce - 1).Select(_ => store.CommitAsync(Commit(New(Job()))));
        var refused = store.CommitAsync(Event(2, One.Id));

        await Should.ThrowAsync<EventOutOfOrderException>(refused);
        (await Task.WhenAll(others)).ShouldAllBe(result => result.Code == CommitCode.Committed);
        (await store.CommitAsync(Event(2, Two.Id))).ShouldBe(CommitResult.Committed);
        (await store.CommitAsync(Event(3, ""))).ShouldBe(CommitResult.Committed, "an agent of before says no start");
    }

    [Fact]
    public async Task Start_LetInOverAnotherCommittedSequence_IsAConflict()
    {
        await using var store = await server.NewStoreAsync();
        await WithAgentAsync(store, One);
        await store.CommitAsync(Event(1, One.Id));
        (await store.CommitAsync(Letting(Two, version: 1, committed: new(0, 0)))).Code.ShouldBe(CommitCode.Conflict);
        (await store.Records.ListAgentsAsync(Acme, North, default)).Single().Starts.ShouldBe([One]);
    }

    [Fact]
    public async Task CommittedSequence_SetBack_TakesTheEventsFromThereOn()
    {
        await using var store = await server.NewStoreAsync();
        await WithAgentAsync(store, One);
        await store.CommitAsync(Event(1, One.Id));
        await store.CommitAsync(Event(2, One.Id));
        (await store.CommitAsync(Letting(Two, version: 1, committed: new(2, 1)))).ShouldBe(CommitResult.Committed);
        (await store.Records.ListAgentsAsync(Acme, North, default)).Single().EventsCommitted.ShouldBe(1);
        (await store.CommitAsync(Event(2, Two.Id))).ShouldBe(CommitResult.Committed);
    }

    private static async Task WithAgentAsync(TestStore store, AgentStart start) =>
        await store.CommitAsync(Commit(new AgentChange(NewAgent().Row with { Starts = [start] }) { ExpectedVersion = 0 }));

    private static Commit Letting(AgentStart start, long version, CommittedMove committed) =>
        Commit(new AgentChange(NewAgent().Row with { Starts = [One, start], Version = version + 1 }) { ExpectedVersion = version, Committed = committed });

    private static Commit Event(long sequence, string start) => Commit(New(Job())) with { Event = new AppliedEvent(North, Agent, sequence, start) };
}
