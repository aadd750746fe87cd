using Platen.Domain.Ports;
using Platen.Domain.Users;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Commits;

/// <summary>AU02: groups, and users that stand for people of a source.</summary>
[Collection(StoreCollection.Name)]
public sealed class GroupStoreTests(StoreServer server)
{
    private static readonly string Corporate = UserSource.Directory("corporate");

    [Fact]
    public async Task Group_WithMembers_IsListedAndFound()
    {
        await using var store = await server.NewStoreAsync();
        var (staff, guests) = (Group("Staff"), Group("Guests"));
        await store.CommitAsync(Commit(NewGroup(staff), NewGroup(guests), New(User("anna") with { Groups = [staff.Id, guests.Id] }), New(User("bert") with { Groups = [staff.Id] }), New(User("carl"))));

        (await store.Records.FindGroupAsync(Acme, staff.Id, default))!.Name.ShouldBe("Staff");
        (await store.Queries.ListMembersAsync(Acme, staff.Id, new(), default)).Items.Select(user => user.LoginName).ShouldBe(["anna", "bert"]);
        (await store.Queries.ListMembersAsync(Acme, guests.Id, new(), default)).Items.Single().Groups.ShouldBe([staff.Id, guests.Id]);
        var first = await store.Queries.ListGroupsAsync(Acme, "", new("", 1), default);
        var second = await store.Queries.ListGroupsAsync(Acme, "", new(first.Next, 1), default);
        first.Items.Concat(second.Items).Select(group => group.Name).ShouldBe(["Guests", "Staff"]);
        second.Next.ShouldBeEmpty();
    }

    // two directories may each have a group of that name
    [Fact]
    public async Task Group_OfATakenName_IsNotUniqueAmongThoseMadeHere()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(NewGroup(Group("Staff"))));
        var second = await store.CommitAsync(Commit(NewGroup(Group("STAFF"))));
        (second.Code, second.Taken).ShouldBe((CommitCode.NotUnique, UniqueName.Group));
        (await store.CommitAsync(Commit(NewGroup(Group("Staff") with { Source = Corporate, SourceKey = "1" }), NewGroup(Group("Staff") with { Source = Corporate, SourceKey = "2" })))).Code.ShouldBe(CommitCode.Committed);
        (await store.Records.FindGroupsAsync(Acme, Corporate, default)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Person_OfASource_IsOneUserOnly()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(New(User("anna") with { Source = Corporate, SourceKey = "k1" }), New(User("bert") with { Source = Corporate, SourceKey = "k2" }), New(User("carl"))));
        var twin = await store.CommitAsync(Commit(New(User("anna2") with { Source = Corporate, SourceKey = "k1" })));
        (twin.Code, twin.Taken).ShouldBe((CommitCode.NotUnique, UniqueName.SourceKey));
        (await store.Records.FindUsersBySourceAsync(Acme, Corporate, ["k2", "k9"], default)).Single().LoginName.ShouldBe("bert");
    }

    private static Group Group(string name) => new() { Tenant = Acme, Id = GroupId.New(TimeProvider.System), Name = name };

    private static GroupChange NewGroup(Group group) => new(group with { Version = 1 }) { ExpectedVersion = 0 };
}
