using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AU05, AU06, MS05: a new PIN that was asked for at a site that was cut off is granted or refused when the line is back, and drawn when its user is there to read it.</summary>
public sealed class PinWantedTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // mutants: drawn at once and shown to nobody; granted for ever; the sites are not told
    [Fact]
    public async Task Wish_Granted_WaitsForItsUser_WhoKeepsTheFormerPinUntilThen()
    {
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "test");
        var former = await DrawAsync(anna);
        _host.Time.Advance(TimeSpan.FromDays(8));
        var cursor = _host.Records.Feed.Count;

        (await _branch.ReportAsync(Wanted())).Parked.ShouldBe(0);
        (await _branch.ReportAsync(Wanted())).Parked.ShouldBe(0, "asked for at two branches, it is one wish");

        var waiting = (await _branch.AnnaGrain.GetAsync(None))!;
        waiting.PinWantedAt.ShouldBe(_host.Time.GetUtcNow());
        waiting.PinIndex.ShouldBe(former.PinIndex);
        _host.Records.Feed.Skip(cursor).Count(item => item.Entry.Key == _branch.Anna.ToString()).ShouldBe(1);
        _host.Records.Audit.Count(row => row.Entry.Action == "user.pin-requested" && row.Entry.Success).ShouldBe(2);

        var drawn = await DrawAsync(anna);
        drawn.PinWantedAt.ShouldBeNull();
        drawn.PinIndex.ShouldNotBe(former.PinIndex);
        (await _branch.AnnaGrain.IssuePinAsync(anna, None)).Result.Code.ShouldBe(CommandCode.Refused, "AU06");
    }

    // mutant: the site's word is enough
    [Fact]
    public async Task Wish_WithinSevenDaysOfTheLastPin_IsParkedWithTheReason_AndTheRestGoesOn()
    {
        await DrawAsync(Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "test"));
        _host.Time.Advance(TimeSpan.FromDays(6));

        var result = await _branch.ReportAsync(Wanted(), Branch.Received(JobId.New(_host.Time), _branch.Anna));

        (result.Code, result.Committed, result.Parked).ShouldBe((IngestCode.Ok, 2, 1));
        var parked = await ParkedAsync();
        (parked.Kind, parked.Reason, parked.Subject).ShouldBe((nameof(PinWanted), RejectionReason.PinTooSoon, $"user:{_branch.Anna}"));
        (await _branch.AnnaGrain.GetAsync(None))!.PinWantedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Wish_OfAUserWhoIsShutOutMeanwhile_OrUnknown_IsParked()
    {
        (await _branch.AnnaGrain.DeactivateAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await _branch.ReportAsync(Wanted())).Parked.ShouldBe(1);
        (await ParkedAsync()).Reason.ShouldBe(RejectionReason.InactiveUser);
        (await _branch.ReportAsync(new PinWanted { Device = Branch.DeviceId, User = UserId.New(_host.Time) })).Parked.ShouldBe(1);
    }

    private async Task<User> DrawAsync(Actor actor)
    {
        (await _branch.AnnaGrain.IssuePinAsync(actor, None)).Pin.ShouldNotBeNull();
        return (await _branch.AnnaGrain.GetAsync(None))!;
    }

    private async Task<Domain.Sites.ParkedEvent> ParkedAsync() => (await _host.Grains.ParkedEvents(Branch.Tenant).ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem();

    private PinWanted Wanted() => new() { Device = Branch.DeviceId, User = _branch.Anna };
}
