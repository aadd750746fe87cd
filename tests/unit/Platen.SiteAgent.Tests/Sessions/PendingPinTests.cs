using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Offline;
using static Platen.SiteAgent.Tests.Sessions.SessionFixture;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>AU05, AU06, MS05: a new PIN that is asked for while the site is cut off is a wish, journaled once; nothing of a PIN is drawn or kept here.</summary>
public sealed class PendingPinTests : IAsyncLifetime
{
    private SessionFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await StartAsync();

    public Task DisposeAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }

    // mutants: each press of the button is a wish; the wish is forgotten when it is journaled
    [Fact]
    public async Task Ask_Offline_IsJournaledOnce_UntilTheServerHasHeardOfIt()
    {
        (await AddAsync()).ShouldBe(PendingCode.NeedsServer, "online, the server draws it");
        _fixture.Link.IsOnline = false;
        (await AddAsync()).ShouldBe(PendingCode.Taken);
        (await AddAsync()).ShouldBe(PendingCode.Known);

        var fact = Wishes().ShouldHaveSingleItem();
        (fact.PinWanted.UserId, fact.PinWanted.DeviceId).ShouldBe((Alice.ToString(), Mfp.Value));
        _fixture.Pins.Has(Alice).ShouldBeTrue();
        _fixture.Journal.Acknowledge(_fixture.Journal.LastSequence);
        _fixture.Pins.Has(Alice).ShouldBeFalse();
    }

    [Fact]
    public async Task Ask_AgainAfterARestart_IsKnown()
    {
        _fixture.Link.IsOnline = false;
        await AddAsync();
        var after = new PendingPins(_fixture.Replica, _fixture.Journal, _fixture.Gate, _fixture.Time);
        after.Note(Wishes().Single());

        (await after.AddAsync(Alice, Mfp, default)).ShouldBe(PendingCode.Known);
    }

    // mutant: AU06 holds online only
    [Fact]
    public async Task Ask_WithinSevenDaysOfTheLastPin_IsRefusedHere()
    {
        _fixture.Link.IsOnline = false;
        var alice = AliceRecord();
        alice.PinIssuedAtMs = _fixture.Time.GetUtcNow().AddDays(-7).AddSeconds(1).ToUnixTimeMilliseconds();
        await _fixture.SendAsync(new Change { User = alice });
        (await AddAsync()).ShouldBe(PendingCode.TooSoon);

        _fixture.Time.Advance(TimeSpan.FromSeconds(2));
        (await AddAsync()).ShouldBe(PendingCode.Taken);
    }

    [Fact]
    public async Task Ask_OfAUserForWhomAPinWaits_IsKnown()
    {
        _fixture.Link.IsOnline = false;
        var alice = AliceRecord();
        alice.PinWaiting = true;
        await _fixture.SendAsync(new Change { User = alice });

        (await AddAsync()).ShouldBe(PendingCode.Known);
        Wishes().ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_WhereTheAdministratorBarsIt_OrForTooLongCutOff_NeedsTheServer()
    {
        _fixture.Link.IsOnline = false;
        _fixture.Policy.Offline = new OfflinePolicy { BarsNewPins = true };
        await _fixture.SendAsync(new Change { Policy = _fixture.Policy });
        (await AddAsync()).ShouldBe(PendingCode.NeedsServer);

        _fixture.Policy.Offline = new OfflinePolicy();
        await _fixture.SendAsync(new Change { Policy = _fixture.Policy });
        _fixture.Time.Advance(TimeSpan.FromSeconds(3601));
        (await AddAsync()).ShouldBe(PendingCode.NeedsServer);
    }

    private ValueTask<PendingCode> AddAsync() => _fixture.Pins.AddAsync(Alice, Mfp, default);

    private List<AgentEvent> Wishes() => [.. _fixture.Journal.Facts.Where(fact => fact.PinWanted is not null)];
}
