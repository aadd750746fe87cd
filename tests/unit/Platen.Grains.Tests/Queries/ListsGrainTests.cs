using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queries;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Queries;

/// <summary>AZ02: lists are narrowed in the grain, whoever asks it. Mutants: each list without its question.</summary>
public sealed class ListsGrainTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly PageRequest Page = new("", 100);
    private static readonly SiteId South = SiteId.Parse("south");
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private IListsGrain Lists => _host.Grains.Lists(Branch.Tenant);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        (await _host.Grains.Site(Branch.Tenant, South).CreateAsync(new CreateSite { Name = "South" }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Lists_AskedWithoutTheRight_AreEmpty()
    {
        foreach (var actor in new[] { Actor.Anonymous(""), await AnnaAsync(), Actor.Agent(Branch.Agent, "") })
        {
            (await CountsAsync(actor)).ShouldAllBe(count => count == 0, actor.AuditName);
            (await Lists.OverviewAsync(actor, None)).ShouldBeNull();
        }

        (await CountsAsync(Branch.System)).Sum().ShouldBeGreaterThan(0);
        (await Lists.OverviewAsync(Branch.System, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task List_AskedByARightThatIsNoReason_IsEmpty()
    {
        var auditor = await AnnaAsync(new HeldRight(Right.ReadAudit, []), new HeldRight(Right.EditUsers, []));
        (await Lists.ListDevicesAsync(null, "", Right.EditUsers, Page, auditor, None)).Items.ShouldBeEmpty();
        (await Lists.ListSitesAsync(Right.ReadAudit, Page, auditor, None)).Items.ShouldBeEmpty();
        (await Lists.ListQueuesAsync("", Right.ReadAudit, Page, auditor, None)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Devices_OfOnesOwnJob_AreThoseOfItsSite()
    {
        var anna = await AnnaAsync();
        (await Lists.ListDevicesAsync(null, "", Right.OwnJobs, Page, anna, None)).Items.ShouldBeEmpty();
        (await Lists.ListDevicesAsync(Branch.SiteId, "", Right.OwnJobs, Page, anna, None)).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Places_AskedWithARightAtOneSite_AreOfThatSite()
    {
        var actor = await AnnaAsync(new HeldRight(Right.ReadSites, [South]), new HeldRight(Right.ReadDevices, [South]));
        (await Lists.ListSitesAsync(Right.ReadSites, Page, actor, None)).Items.Single().Id.ShouldBe(South);
        (await Lists.ListDevicesAsync(null, "", Right.ReadDevices, Page, actor, None)).Items.ShouldBeEmpty();
        (await Lists.ListDevicesAsync(Branch.SiteId, "", Right.ReadDevices, Page, actor, None)).Items.ShouldBeEmpty();
        (await Lists.ListReplicationAsync(actor, None)).ShouldBeEmpty();
        (await Lists.ListReplicationAsync(Branch.System, None)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Users_AskedWithARightOverAGroup_AreItsMembers()
    {
        var (sales, others) = (await PutAsync("Sales"), await PutAsync("Others"));
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Groups = ["Sales"] }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        var actor = await AnnaAsync(HeldRight.Over(Right.ReadUsers, [sales]));
        (await Lists.ListUsersAsync("", Page, actor, None)).Items.Single().LoginName.ShouldBe("anna");
        (await Lists.ListGroupsAsync("", Page, actor, None)).Items.Single().Id.ShouldBe(sales);
        (await Lists.ListMembersAsync(sales, Page, actor, None)).Items.ShouldHaveSingleItem();
        (await Lists.ListUsersAsync("", Page, await AnnaAsync(HeldRight.Over(Right.ReadUsers, [others])), None)).Items.ShouldBeEmpty();
        (await Lists.ListMembersAsync(sales, Page, await AnnaAsync(HeldRight.Over(Right.ReadUsers, [others])), None)).Items.ShouldBeEmpty();
    }

    private async Task<int[]> CountsAsync(Actor actor) =>
    [
        (await Lists.ListJobsAsync(new JobFilter(), Page, actor, None)).Items.Length,
        (await Lists.ListUsersAsync("", Page, actor, None)).Items.Length,
        (await Lists.ListGroupsAsync("", Page, actor, None)).Items.Length,
        (await Lists.ListDevicesAsync(null, "", Right.ReadDevices, Page, actor, None)).Items.Length,
        (await Lists.ListQueuesAsync("", Right.ReadQueues, Page, actor, None)).Items.Length,
        (await Lists.ListSitesAsync(Right.ReadSites, Page, actor, None)).Items.Length,
        (await Lists.ListAuditAsync(Page, actor, None)).Items.Length,
        (await Lists.ListDirectoriesAsync(Page, actor, None)).Items.Length,
        (await Lists.ListReplicationAsync(actor, None)).Length,
        (await Lists.ListAlarmsAsync(actor, None)).Length,
        (await Lists.ListSamplesAsync(Branch.SiteId, Branch.Agent, 1, actor, None)).Length,
        (await Lists.ListParkedEventsAsync(null, Page, actor, None)).Items.Length,
    ];

    private async Task<Actor> AnnaAsync(params HeldRight[] held) => Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, [.. held], "");

    private async Task<GroupId> PutAsync(string name)
    {
        var id = GroupId.New(_host.Time);
        (await _host.Grains.Group(Branch.Tenant, id).PutAsync(new PutGroup { Name = name }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        return id;
    }
}
