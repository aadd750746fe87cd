using Platen.Domain.Queues;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Queues;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Tenants;

public sealed class TenantGrainTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();

    private ITenantGrain Tenant => _host.Grains.Tenant(Branch.Tenant);

    private static CompleteSetUp SetUp => new() { Token = "set-up", LoginName = "root", DisplayName = "Root", Password = "correct horse drum", TenantName = "Acme Ltd" };

    public Task InitializeAsync() => new Branch(_host.Grains, _host.Time).SetUpAsync(withUser: false);

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task SetUp_WithTheLink_MakesTheFirstAdministratorOnce()
    {
        await _host.Secrets.IssueAsync(Branch.Tenant, TimeSpan.FromDays(1), None);
        var result = await Tenant.CompleteSetUpAsync(SetUp, None);
        (result.Result.Code, result.Administrator!.Role).ShouldBe((CommandCode.Done, UserRole.Administrator));
        var tenant = (await Tenant.GetAsync(None))!;
        (tenant.SetUp, tenant.Name).ShouldBe((true, "Acme Ltd"));
        (await Tenant.CompleteSetUpAsync(SetUp, None)).Result.Code.ShouldBe(CommandCode.Refused);
        (await _host.Grains.Session(Branch.Tenant).LogInAsync(new() { LoginName = "root", Password = "correct horse drum" }, None)).Code.ShouldBe(Abstractions.Users.LogInCode.Ok);
    }

    // ASVS 6.2.5 (AU11): as shipped no rules of composition. Mutant: the level of the record's default, which is that of rows of before
    [Fact]
    public async Task Create_OfANewTenant_BeginsWithTheLevelNist()
    {
        (await Tenant.GetAsync(None))!.PasswordLevel.ShouldBe(PasswordLevel.Nist);
        PasswordPolicy.Check("violet kettle marsh drum", (await Tenant.GetAsync(None))!, new User { Tenant = Branch.Tenant, Id = default, LoginName = "anna", DisplayName = "Anna", Role = UserRole.User }).ShouldBeEmpty();
    }

    // Mutant: use the token up before the checks.
    [Fact]
    public async Task SetUp_WithABadPassword_KeepsTheLink()
    {
        await _host.Secrets.IssueAsync(Branch.Tenant, TimeSpan.FromDays(1), None);
        (await Tenant.CompleteSetUpAsync(SetUp with { Password = "abc" }, None)).Result.Code.ShouldBe(CommandCode.Invalid);
        (await Tenant.CompleteSetUpAsync(SetUp, None)).Result.Code.ShouldBe(CommandCode.Done);
    }

    [Fact]
    public async Task SetUp_WithAWrongLink_IsForbidden() =>
        (await Tenant.CompleteSetUpAsync(SetUp with { Token = "guess" }, None)).Result.Code.ShouldBe(CommandCode.Forbidden);

    [Fact]
    public async Task Update_Wrong_NamesEveryErrorAndChangesNothing()
    {
        var before = await Tenant.GetAsync(None);
        var result = await Tenant.UpdateAsync(new UpdateTenant { PinDigits = 3, OfflineMax = TimeSpan.FromDays(15) }, Branch.System, None);
        (result.Code, result.Messages.Length).ShouldBe((CommandCode.Invalid, 2));
        (await Tenant.GetAsync(None)).ShouldBe(before);
    }

    [Fact]
    public async Task Put_TheSameQueueAgain_WritesNothing()
    {
        var queue = _host.Grains.Queue(Branch.Tenant, QueueId.Parse("private"));
        var command = new PutQueue { Name = "Private", Kind = QueueKind.Private };
        await queue.PutAsync(command, Branch.System, None);
        var commits = _host.Records.Commits;
        (await queue.PutAsync(command, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        _host.Records.Commits.ShouldBe(commits);
    }

    [Fact]
    public async Task Put_ADirectQueueToAnUnknownDevice_IsInvalid()
    {
        var command = new PutQueue { Name = "Direct", Kind = QueueKind.Direct, Device = Domain.Devices.DeviceId.Parse("ghost") };
        (await _host.Grains.Queue(Branch.Tenant, QueueId.Parse("direct")).PutAsync(command, Branch.System, None)).Messages[0].ShouldContain("'ghost'");
    }

    [Fact]
    public async Task Put_ADevicesIdOfAnotherSite_IsNotUnique()
    {
        var south = Domain.Sites.SiteId.Parse("south");
        await _host.Grains.Site(Branch.Tenant, south).CreateAsync(new() { Name = "South" }, Branch.System, None);
        var command = new PutDevice { Name = "MFP", Host = "192.0.2.9", Protocol = Domain.Devices.DeliveryProtocol.Raw, Port = 9100 };
        (await _host.Grains.Device(Branch.Tenant, south, Branch.DeviceId).PutAsync(command, Branch.System, None)).Code.ShouldBe(CommandCode.NotUnique);
        (await _host.Grains.Device(Branch.Tenant, south, Branch.DeviceId).GetAsync(None)).ShouldBeNull();
    }

    [Fact]
    public async Task Query_APageTooLarge_IsBounded()
    {
        await _host.Grains.Query(Branch.Tenant).ListJobsAsync(new(), new("", 100_000), None);
        _host.Queries.LastPage!.Limit.ShouldBe(500);
    }

    [Fact]
    public async Task Wait_ForLivePages_EndsWithTheNextChange()
    {
        var wait = _host.Grains.Wait(Branch.Tenant);
        var cursor = await wait.CursorAsync(None);
        var waiting = wait.WaitForChangeAsync(cursor, TimeSpan.FromSeconds(20), None);
        await Tenant.UpdateAsync(new UpdateTenant { PinDigits = 8 }, Branch.System, None);
        (await waiting.WaitAsync(GrainHost.Limit)).Items.ShouldHaveSingleItem().Entry.Topic.ShouldBe(Domain.Replication.FeedTopic.Tenant);
    }
}
