using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Jobs;

public sealed class JobRequestTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private readonly JobId _job = JobId.New(TimeProvider.System);
    private Branch _branch = null!;
    private Actor _anna = null!;

    private IJobGrain Job => _host.Grains.Job(Branch.Tenant, _job);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        _anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "192.0.2.1");
        await _branch.ReportAsync(Branch.Received(_job, _branch.Anna));
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Delete_ByItsOwner_AsksTheSiteWithAuditAndFeed()
    {
        var result = await Job.RequestDeleteAsync(_anna, None);
        result.Result.Code.ShouldBe(CommandCode.Done);
        var command = (await OpenAsync()).ShouldHaveSingleItem();
        (command.Id, command.Kind, command.Job, command.User, command.Cause).ShouldBe((result.Command, SiteCommandKind.DeleteJob, _job, _branch.Anna, DeletionCause.Owner));
        _host.Records.Audit[^1].Entry.Action.ShouldBe("job.delete-requested");
        (await _branch.ReportAsync(new CommandDone { Command = command.Id, Ok = true }, new JobDeleted { Job = _job, Cause = DeletionCause.Owner, User = _branch.Anna })).Parked.ShouldBe(0);
        (await OpenAsync()).ShouldBeEmpty();
        (await Job.RequestDeleteAsync(_anna, None)).Result.Code.ShouldBe(CommandCode.Refused);
    }

    [Fact]
    public async Task Requests_BySomebodyElse_AreForbidden()
    {
        var other = Actor.Of(new User { Tenant = Branch.Tenant, Id = UserId.New(_host.Time), LoginName = "eve", DisplayName = "Eve", Role = UserRole.User }, "");
        (await Job.RequestDeleteAsync(other, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await Job.RequestReleaseAsync(Release(), other, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await Job.ClaimAsync(_branch.Anna, other, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await OpenAsync()).ShouldBeEmpty();
    }

    // PR16. Mutant: delegates that are read once and kept; the second release is then passed on too.
    [Fact]
    public async Task Release_ByADelegate_IsPassedOn_UntilTheOwnerTakesThatBack()
    {
        var id = UserId.New(_host.Time);
        (await _host.Grains.User(Branch.Tenant, id).CreateAsync(new() { LoginName = "bert", DisplayName = "Bert", Role = UserRole.User }, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Done);
        var bert = Actor.Of((await _host.Grains.User(Branch.Tenant, id).GetAsync(None))!, "");
        var request = Release() with { User = id };
        (await Job.RequestReleaseAsync(request, bert, None)).Result.Code.ShouldBe(CommandCode.Forbidden);

        (await _branch.AnnaGrain.UpdateAsync(new() { Delegates = ["nobody"] }, _anna, None)).Code.ShouldBe(CommandCode.Invalid);
        (await _branch.AnnaGrain.UpdateAsync(new() { Delegates = ["bert"] }, _anna, None)).Code.ShouldBe(CommandCode.Done);
        (await Job.RequestReleaseAsync(request, bert, None)).Result.Code.ShouldBe(CommandCode.Done);
        (await OpenAsync()).ShouldHaveSingleItem().User.ShouldBe(id);
        (await Job.RequestDeleteAsync(bert, None)).Result.Code.ShouldBe(CommandCode.Forbidden);

        (await _branch.AnnaGrain.UpdateAsync(new() { Delegates = [] }, _anna, None)).Code.ShouldBe(CommandCode.Done);
        (await Job.RequestReleaseAsync(Release() with { User = id }, bert, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
    }

    // I2. Mutant: a new command id for each call.
    [Fact]
    public async Task Release_AskedTwice_IsAskedOnce()
    {
        var request = Release();
        (await Job.RequestReleaseAsync(request, _anna, None)).Result.Code.ShouldBe(CommandCode.Done);
        (await Job.RequestReleaseAsync(request, _anna, None)).Result.Code.ShouldBe(CommandCode.Done);
        (await OpenAsync()).ShouldHaveSingleItem().Release.ShouldBe(request.Release);
    }

    [Fact]
    public async Task Release_WhereItCannotBe_IsRefusedWithTheReason()
    {
        (await Job.RequestReleaseAsync(Release() with { Device = DeviceId.Parse("ghost") }, _anna, None)).Result.Messages[0].ShouldContain("'ghost'");
        (await Job.RequestReleaseAsync(Release() with { User = UserId.New(_host.Time) }, _anna, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await Job.RequestReleaseAsync(Release() with { Release = default }, _anna, None)).Result.Code.ShouldBe(CommandCode.Invalid);
        await _host.Grains.Device(Branch.Tenant, Branch.SiteId, Branch.DeviceId).RemoveAsync(Branch.System, None);
        (await Job.RequestReleaseAsync(Release(), _anna, None)).Result.Code.ShouldBe(CommandCode.Refused);
        await _branch.ReportAsync(_branch.Started(_job, ReleaseId.New(TimeProvider.System)));
        (await Job.RequestReleaseAsync(Release(), _anna, None)).Result.Messages[0].ShouldContain("being printed");
    }

    [Fact]
    public async Task Claim_OfAnUnclaimedJob_AsksTheSite()
    {
        var unclaimed = JobId.New(_host.Time);
        await _branch.ReportAsync(Branch.Received(unclaimed, null));
        var grain = _host.Grains.Job(Branch.Tenant, unclaimed);
        (await grain.ClaimAsync(UserId.New(_host.Time), Branch.System, None)).Result.Code.ShouldBe(CommandCode.Invalid);
        (await grain.ClaimAsync(_branch.Anna, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Done);
        var command = (await OpenAsync()).ShouldHaveSingleItem();
        (command.Kind, command.User).ShouldBe((SiteCommandKind.ClaimJob, _branch.Anna));
        await _branch.ReportAsync(new JobOwnerResolved { Job = unclaimed, Owner = _branch.Anna });
        (await grain.GetAsync(None))!.Owner.ShouldBe(_branch.Anna);
    }

    private RequestRelease Release() => new() { Release = ReleaseId.New(TimeProvider.System), Device = Branch.DeviceId, User = _branch.Anna };

    private async Task<IReadOnlyList<SiteCommand>> OpenAsync() => await _host.Records.ListOpenCommandsAsync(Branch.Tenant, Branch.SiteId, null, 100, None);
}
