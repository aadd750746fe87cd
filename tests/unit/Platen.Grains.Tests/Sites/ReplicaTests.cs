using Platen.Domain.Jobs;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Sites;

/// <summary>What a site's replica is told.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task FirstContact_GetsASnapshotOfEverythingAndTheCursorAfterIt()
    {
        var pages = await ReplicaReading.PagesAsync(_branch.Site, Branch.Agent, ReplicaPosition.After(0));
        (pages[0].SnapshotBegin, pages.Count(page => page.SnapshotBegin), pages.Count(page => page.SnapshotEnd)).ShouldBe((true, 1, 1));
        var changes = pages.SelectMany(page => page.Changes).ToList();
        var policy = changes[0].Policy!;
        (policy.Tenant.Id, policy.SiteName, policy.CredentialKey.Length).ShouldBe((Branch.Tenant, "North", 32));
        changes.Count(change => change.User?.Id == _branch.Anna).ShouldBe(1);
        changes.Count(change => change.Queue?.Id == Branch.QueueId).ShouldBe(1);
        changes.Count(change => change.Device?.Id == Branch.DeviceId).ShouldBe(1);
        pages[^1].Cursor.ShouldBe(_host.Records.Feed.Count);
    }

    // Mutant: take the snapshot's cursor at its end. What changed between the pages would be missed for ever.
    [Fact]
    public async Task Snapshot_WhatChangesBetweenItsPages_ComesAfterIt()
    {
        var first = await ReadAsync(ReplicaPosition.After(0));
        var users = await ReadAsync(first.Next);
        users.Changes.Single().User!.DisplayName.ShouldBe("Anna");
        await _branch.AnnaGrain.UpdateAsync(new UpdateUser { DisplayName = "Anna B." }, Branch.System, None);
        var rest = await ReplicaReading.PagesAsync(_branch.Site, Branch.Agent, users.Next);
        rest.SelectMany(page => page.Changes).Last(change => change.User is not null).User!.DisplayName.ShouldBe("Anna B.");
        rest.FindIndex(page => page.SnapshotEnd).ShouldBeLessThan(rest.FindIndex(page => page.Changes.Any(change => change.User is not null)));
    }

    [Fact]
    public async Task Snapshot_OfManyUsers_ComesInPages()
    {
        for (var i = 0; i < 450; i++)
        {
            var command = new CreateUser { LoginName = $"user{i:D3}", DisplayName = $"User {i}", Role = UserRole.User };
            await _host.Grains.User(Branch.Tenant, UserId.New(TimeProvider.System)).CreateAsync(command, Branch.System, None);
        }

        var pages = await ReplicaReading.PagesAsync(_branch.Site, Branch.Agent, ReplicaPosition.After(0));
        pages.Max(page => page.Changes.Length).ShouldBe(200);
        pages.SelectMany(page => page.Changes).Select(change => change.User?.Id).OfType<UserId>().Distinct().Count().ShouldBe(451);
    }

    [Fact]
    public async Task TooOldACursor_GetsASnapshot()
    {
        _host.Records.FeedFloor = 3;
        (await ReadAsync(ReplicaPosition.After(2))).SnapshotBegin.ShouldBeTrue();
    }

    [Fact]
    public async Task Changes_SeveralOfOneRecord_AreSentOnceAsItIsNow()
    {
        var end = await ReplicaReading.ToTheEndAsync(_branch.Site, Branch.Agent);
        await _branch.AnnaGrain.UpdateAsync(new UpdateUser { DisplayName = "A" }, Branch.System, None);
        await _branch.AnnaGrain.UpdateAsync(new UpdateUser { DisplayName = "B" }, Branch.System, None);
        (await ReadAsync(end)).Changes.ShouldHaveSingleItem().User!.DisplayName.ShouldBe("B");
    }

    [Fact]
    public async Task Changes_OfAnotherSitesDevice_AreNotSent()
    {
        var south = SiteId.Parse("south");
        await _host.Grains.Site(Branch.Tenant, south).CreateAsync(new CreateSite { Name = "South" }, Branch.System, None);
        var end = await ReplicaReading.ToTheEndAsync(_branch.Site, Branch.Agent);
        var device = new PutDevice { Name = "MFP", Host = "192.0.2.9", Protocol = Domain.Devices.DeliveryProtocol.Raw, Port = 9100 };
        await _host.Grains.Device(Branch.Tenant, south, Domain.Devices.DeviceId.Parse("south-mfp")).PutAsync(device, Branch.System, None);
        var page = await ReadAsync(end);
        (page.Changes.Length, page.Next.Cursor).ShouldBe((0, _host.Records.Feed.Count));
    }

    [Fact]
    public async Task Changes_OfJobs_DoNotWakeTheReader()
    {
        var end = await ReplicaReading.ToTheEndAsync(_branch.Site, Branch.Agent);
        await _branch.ReportAsync(Branch.Received(JobId.New(TimeProvider.System), _branch.Anna));
        var page = await ReadAsync(end);
        (page.Changes.Length, page.Commands.Length).ShouldBe((0, 0));
        page.Cursor.ShouldBeGreaterThan(end.Cursor);
    }

    [Fact]
    public async Task Waiting_WhileFactsComeIn_EndsWithTheNextChange()
    {
        var end = await ReplicaReading.ToTheEndAsync(_branch.Site, Branch.Agent);
        var waiting = ReadAsync(end, TimeSpan.FromSeconds(20));
        (await _branch.ReportAsync(Branch.Received(JobId.New(TimeProvider.System), _branch.Anna)).WaitAsync(GrainHost.Limit)).Committed.ShouldBe(1);
        waiting.IsCompleted.ShouldBeFalse();
        await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new() { PanelIdle = TimeSpan.FromSeconds(30) }, Branch.System, None);
        (await waiting.WaitAsync(GrainHost.Limit)).Changes.ShouldHaveSingleItem().Policy!.Tenant.PanelIdle.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Waiting_WhenTheTimeIsOver_GivesAnEmptyPage()
    {
        var end = await ReplicaReading.ToTheEndAsync(_branch.Site, Branch.Agent);
        var waiting = ReadAsync(end, TimeSpan.FromHours(1));
        await _host.Time.WaitForTimersAsync();
        _host.Time.Advance(TimeSpan.FromSeconds(20));
        var page = await waiting.WaitAsync(GrainHost.Limit);
        (page.Code, page.Changes.Length, page.Next).ShouldBe((ReplicaPageCode.Page, 0, end));
    }

    // Mutant: hand commands out only when the feed tells of them. A new connection would never get those that were asked before.
    [Fact]
    public async Task Commands_OpenBeforeTheConnection_ComeAtItsBeginAndNotAgain()
    {
        var job = JobId.New(TimeProvider.System);
        await _branch.ReportAsync(Branch.Received(job, _branch.Anna));
        var end = await ReplicaReading.ToTheEndAsync(_branch.Site, Branch.Agent);
        await _host.Grains.Job(Branch.Tenant, job).RequestDeleteAsync(Branch.System, None);
        var live = await ReadAsync(end);
        live.Commands.ShouldHaveSingleItem().Kind.ShouldBe(SiteCommandKind.DeleteJob);
        (await ReadAsync(live.Next)).Commands.ShouldBeEmpty();
        (await ReadAsync(ReplicaPosition.After(live.Cursor))).Commands.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Policy_WhenTheSiteIsRenamed_IsSentAgain()
    {
        var end = await ReplicaReading.ToTheEndAsync(_branch.Site, Branch.Agent);
        await _branch.Site.UpdateAsync(new UpdateSite { Name = "Far North" }, Branch.System, None);
        (await ReadAsync(end)).Changes.ShouldHaveSingleItem().Policy!.SiteName.ShouldBe("Far North");
    }

    private Task<ReplicaPage> ReadAsync(ReplicaPosition position, TimeSpan wait = default) =>
        _branch.Site.ReadDownAsync(new ReadDown { Agent = Branch.Agent, Position = position, WaitMax = wait }, None);
}
