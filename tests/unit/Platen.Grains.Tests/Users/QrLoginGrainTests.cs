using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AU27: one approval, by the right number, told once to the device that began it.</summary>
public sealed class QrLoginGrainTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;
    private Actor _anna = null!;
    private QrLoginView _view = null!;

    private IQrLoginGrain Login => _host.Grains.QrLogin(Branch.Tenant, "0123456789abcdef0123456789abcdef");

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        _anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "192.0.2.9");
        _view = (await Login.BeginAsync(Branch.SiteId, Branch.DeviceId, None))!;
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // Mutants: the approval is told twice; it is told to another device; the phone's page tells the number
    [Fact]
    public async Task Approved_IsToldOnceToItsDevice_AndAudited()
    {
        var shown = (await Login.GetAsync(None))!;
        shown.Number.ShouldBe(0);
        shown.Choices.ShouldContain(_view.Number);
        shown.Choices.Length.ShouldBe(3);
        (await StateAsync()).State.ShouldBe(QrLoginState.Waiting);
        (await Login.ApproveAsync(_view.Number, _anna, None)).IsDone.ShouldBeTrue();
        (await Login.CollectAsync(Branch.SiteId, DeviceId.Parse("mfp-2"), None)).State.ShouldBe(QrLoginState.Over);
        var answer = await StateAsync();
        (answer.State, answer.User).ShouldBe((QrLoginState.Approved, _branch.Anna));
        (await StateAsync()).State.ShouldBe(QrLoginState.Over);
        (await Login.ApproveAsync(_view.Number, _anna, None)).Code.ShouldBe(CommandCode.NotFound);
        (await Login.BeginAsync(Branch.SiteId, Branch.DeviceId, None)).ShouldBeNull("a code is never begun again");
        _host.Records.Audit.Single(row => row.Entry.Action == "login.qr-approved").Entry.Actor.ShouldBe($"user:{_branch.Anna}");
    }

    // Mutant: the grain keeps the code to itself
    [Fact]
    public async Task Restart_BetweenTheSteps_EndsNothing()
    {
        await _host.RestartAsync();
        (await Login.GetAsync(None))!.Choices.ShouldBe(_view.Choices);
        (await Login.ApproveAsync(_view.Number, _anna, None)).IsDone.ShouldBeTrue();
        await _host.RestartAsync();
        (await StateAsync()).User.ShouldBe(_branch.Anna);
        await _host.RestartAsync();
        (await StateAsync()).State.ShouldBe(QrLoginState.Over, "told once, over restarts too");
        (await Login.BeginAsync(Branch.SiteId, Branch.DeviceId, None)).ShouldBeNull();
    }

    // Mutant: the move does not ask from which state
    [Fact]
    public async Task TwoActivations_AskedAtOnce_TellItOnce()
    {
        await using var twin = _host.Twin();
        var other = twin.Grains.QrLogin(Branch.Tenant, "0123456789abcdef0123456789abcdef");
        var approved = await Task.WhenAll(Login.ApproveAsync(_view.Number, _anna, None), other.ApproveAsync(_view.Number, _anna, None));
        approved.Count(result => result.IsDone).ShouldBe(1);
        var told = await Task.WhenAll(StateAsync(), other.CollectAsync(Branch.SiteId, Branch.DeviceId, None));
        told.Count(answer => answer.State == QrLoginState.Approved).ShouldBe(1);
    }

    // Mutant: guess until it fits
    [Fact]
    public async Task WrongNumber_EndsIt()
    {
        var wrong = _view.Choices.First(number => number != _view.Number);
        (await Login.ApproveAsync(wrong, _anna, None)).Code.ShouldBe(CommandCode.Refused);
        (await Login.ApproveAsync(_view.Number, _anna, None)).Code.ShouldBe(CommandCode.NotFound);
        (await StateAsync()).State.ShouldBe(QrLoginState.Over);
    }

    [Fact]
    public async Task Refused_OrAfterItsTime_IsOver()
    {
        (await Login.RefuseAsync(_anna, None)).IsDone.ShouldBeTrue();
        (await Login.GetAsync(None)).ShouldBeNull();
        var other = _host.Grains.QrLogin(Branch.Tenant, new string('b', 32));
        var view = (await other.BeginAsync(Branch.SiteId, Branch.DeviceId, None))!;
        _host.Time.Advance(TimeSpan.FromSeconds(IQrLoginGrain.LifeSeconds));
        (await other.ApproveAsync(view.Number, _anna, None)).Code.ShouldBe(CommandCode.NotFound);
    }

    [Fact]
    public async Task Approval_ByNobody_IsForbidden() =>
        (await Login.ApproveAsync(_view.Number, Actor.Anonymous(""), None)).Code.ShouldBe(CommandCode.Forbidden);

    private Task<QrLoginAnswer> StateAsync() => Login.CollectAsync(Branch.SiteId, Branch.DeviceId, None);
}
