using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>Groups made here, and who is in them.</summary>
public sealed class GroupTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Group_Put_IsThereWithAuditAndFeed()
    {
        var group = await PutAsync("Print room");
        (await _host.Grains.Group(Branch.Tenant, group).GetAsync(None))!.ShouldSatisfyAllConditions(
            row => row.Name.ShouldBe("Print room"), row => row.Version.ShouldBe(1), row => row.Active.ShouldBeTrue());
        _host.Records.Audit[^1].Entry.Action.ShouldBe("group.created");
        _host.Records.Feed[^1].Entry.Key.ShouldBe(group.ToString());
    }

    [Fact]
    public async Task Group_OfATakenName_IsRefused()
    {
        await PutAsync("Print room");
        var second = await _host.Grains.Group(Branch.Tenant, GroupId.New(_host.Time)).PutAsync(new PutGroup { Name = "PRINT ROOM" }, Branch.System, None);
        second.Code.ShouldBe(CommandCode.NotUnique);
    }

    [Fact]
    public async Task Group_ByAnOrdinaryUser_IsRefused()
    {
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await _host.Grains.Group(Branch.Tenant, GroupId.New(_host.Time)).PutAsync(new PutGroup { Name = "Mine" }, anna, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Groups = [] }, anna, None)).Code.ShouldBe(CommandCode.Forbidden);
    }

    // Mutant: an administrator's list replaces the directory's groups too
    [Fact]
    public async Task Membership_Given_ReplacesGroupsMadeHereOnly()
    {
        var (first, second) = (await PutAsync("First"), await PutAsync("Second"));
        var foreign = GroupId.New(_host.Time);
        var row = (await _branch.AnnaGrain.GetAsync(None))!;
        await _host.Records.CommitAsync(new() { Tenant = Branch.Tenant, AuditChain = "console", Changes = [new Domain.Ports.UserChange(row with { Groups = [foreign, first], Version = row.Version + 1 }) { ExpectedVersion = row.Version }] }, None);
        await _branch.AnnaGrain.ReloadAsync(None);
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Groups = ["second"] }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await _branch.AnnaGrain.GetAsync(None))!.Groups.ShouldBe([foreign, second]);
        (await _host.Grains.Query(Branch.Tenant).ListMembersAsync(second, new(), None)).Items.Single().LoginName.ShouldBe(row.LoginName);
    }

    [Fact]
    public async Task Membership_OfAnUnknownGroup_IsRefused() =>
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Groups = ["nowhere"] }, Branch.System, None)).Messages.Single().ShouldContain("'nowhere'");

    private async Task<GroupId> PutAsync(string name)
    {
        var id = GroupId.New(_host.Time);
        (await _host.Grains.Group(Branch.Tenant, id).PutAsync(new PutGroup { Name = name }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        return id;
    }
}
