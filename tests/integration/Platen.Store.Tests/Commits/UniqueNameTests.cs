using Platen.Domain.Ports;
using Platen.Domain.Users;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Commits;

[Collection(StoreCollection.Name)]
public sealed class UniqueNameTests(StoreServer server)
{
    public static TheoryData<string, string?, string?, UniqueName> Clashes => new()
    {
        { "ANNA", null, null, UniqueName.LoginName },
        { "bert", "1111", null, UniqueName.Pin },
        { "bert", null, "card-b", UniqueName.Card },
    };

    [Theory]
    [MemberData(nameof(Clashes))]
    public async Task User_WithATakenName_IsNotUnique(string login, string? pin, string? card, UniqueName taken)
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(New(User("anna", "1111", "card-a", "card-b"))));
        var bert = User(login, pin, card is null ? [] : [card]);

        var result = await store.CommitAsync(Commit(New(bert)) with { Audit = [Act()] });

        (result.Code, result.Taken).ShouldBe((CommitCode.NotUnique, taken));
        (await store.Records.FindUserAsync(Acme, bert.Id, default)).ShouldBeNull();
        (await store.SqlAsync<long>("SELECT count(*) FROM platen.audit_entries")).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Clashes))]
    public async Task TwoUsersOfOneCommit_WithOneName_AreNotUnique(string login, string? pin, string? card, UniqueName taken)
    {
        await using var store = await server.NewStoreAsync();
        var result = await store.CommitAsync(Commit(New(User("anna", "1111", "card-b")), New(User(login, pin, card is null ? [] : [card]))));
        (result.Code, result.Taken).ShouldBe((CommitCode.NotUnique, taken));
    }

    [Fact]
    public async Task Queue_WithATakenRawPort_IsNotUnique_AndWithoutOneIsFree()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(New(Queue("q1", 9101)), New(Queue("q2")), New(Queue("q3"))));
        var result = await store.CommitAsync(Commit(New(Queue("q4", 9101))));
        (result.Code, result.Taken).ShouldBe((CommitCode.NotUnique, UniqueName.RawPort));
        result.Message.ShouldContain("9101");
    }

    [Fact]
    public async Task Cards_SwappedBetweenUsersInOneCommit_AreFine()
    {
        await using var store = await server.NewStoreAsync();
        var (anna, bert) = (User("anna", "1111", "a"), User("bert", "2222", "b"));
        await store.CommitAsync(Commit(New(anna), New(bert)));

        var swapped = await store.CommitAsync(Commit(
            new UserChange(anna with { Cards = bert.Cards, Version = 2 }) { ExpectedVersion = 1 },
            new UserChange(bert with { Cards = anna.Cards, Version = 2 }) { ExpectedVersion = 1 }));

        swapped.Code.ShouldBe(CommitCode.Committed);
        (await store.SqlAsync<Guid>($"SELECT user_id FROM platen.user_cards WHERE card_index = '\\x{Convert.ToHexString(anna.Cards[0].Index.AsSpan())}'")).ShouldBe(bert.Id.Value);
    }

    [Fact]
    public async Task Card_GivenBack_CanBeTakenByAnother()
    {
        await using var store = await server.NewStoreAsync();
        var anna = User("anna", "1111", "a");
        await store.CommitAsync(Commit(New(anna)));
        await store.CommitAsync(Commit(new UserChange(anna with { Cards = [], Version = 2 }) { ExpectedVersion = 1 }));
        (await store.CommitAsync(Commit(New(User("bert", "2222", "a"))))).Code.ShouldBe(CommitCode.Committed);
    }

    [Fact]
    public async Task LoginName_OfLettersBeyondAscii_IsComparedWithoutCase()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(New(User("jürgen"))));
        (await store.CommitAsync(Commit(New(User("JÜRGEN"))))).Taken.ShouldBe(UniqueName.LoginName);
    }
}
