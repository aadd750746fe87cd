using System.Collections.Immutable;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AU08, MS05: cards that were registered at a site that was cut off become real when the line is back, or are refused with the reason.</summary>
public sealed class CardWantedTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ImmutableArray<byte> Index = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Card_RegisteredOffline_IsTheUsers_AndTheSitesAreTold()
    {
        var cursor = _host.Records.Feed.Count;
        (await _branch.ReportAsync(Wanted(_branch.Anna))).Parked.ShouldBe(0);
        (await _branch.AnnaGrain.GetAsync(None))!.Cards.ShouldHaveSingleItem().Label.ShouldBe("…1122");
        _host.Records.Feed.Skip(cursor).ShouldContain(item => item.Entry.Key == _branch.Anna.ToString());
        _host.Records.Audit.Count(row => row.Entry.Action == "user.card-added").ShouldBe(1);
    }

    // mutant: the card of another is moved; whoever holds it then prints as somebody else
    [Fact]
    public async Task Card_OfAnother_IsRefusedWithTheReason_AndTheRestGoesOn()
    {
        var bob = UserId.New(_host.Time);
        (await _host.Grains.User(Branch.Tenant, bob).CreateAsync(new CreateUser { LoginName = "bob", DisplayName = "Bob", Role = UserRole.User }, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Done);
        var result = await _branch.ReportAsync(Wanted(_branch.Anna), Wanted(bob), Branch.Received(JobId.New(_host.Time), _branch.Anna));
        (result.Code, result.Committed, result.Parked).ShouldBe((IngestCode.Ok, 3, 1));
        var parked = (await _host.Grains.ParkedEvents(Branch.Tenant).ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem();
        (parked.Reason, parked.Subject).ShouldBe((RejectionReason.TakenCard, $"user:{bob}"));
        (await _host.Grains.User(Branch.Tenant, bob).GetAsync(None))!.Cards.ShouldBeEmpty();
    }

    [Fact]
    public async Task Card_OfAUserWhoIsShutOutMeanwhile_IsRefused()
    {
        (await _branch.AnnaGrain.DeactivateAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await _branch.ReportAsync(Wanted(_branch.Anna))).Parked.ShouldBe(1);
        (await _branch.AnnaGrain.GetAsync(None))!.Cards.ShouldBeEmpty();
    }

    private static CardWanted Wanted(UserId user) => new() { Device = Branch.DeviceId, User = user, Index = Index, Label = "…1122" };
}
