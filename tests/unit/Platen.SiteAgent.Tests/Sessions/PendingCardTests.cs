using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Sessions;
using static Platen.SiteAgent.Tests.Sessions.SessionFixture;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>AU08, MS05: a card that is registered while the site is cut off is pending until the server has heard of it; by policy it works here at once.</summary>
public sealed class PendingCardTests : IAsyncLifetime
{
    private const string NewCard = "04FFEE1122";
    private SessionFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await StartAsync();

    public Task DisposeAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }

    // mutants: the number itself in the journal; pending cards online; a known card taken on again
    [Fact]
    public async Task Register_Offline_IsJournaledByItsIndexOnly_AndWorksHereByPolicy()
    {
        (await AddAsync()).ShouldBeFalse("online, the server is asked");
        await PolicyAsync(new OfflinePolicy { TakesNewCards = true });
        _fixture.Link.IsOnline = false;
        (await AddAsync()).ShouldBeTrue();
        var fact = _fixture.Journal.Facts.Last(known => known.CardWanted is not null);
        (fact.CardWanted.UserId, fact.CardWanted.CardIndex.Length, fact.CardWanted.Label).ShouldBe((Alice.ToString(), 32, "…1122"));
        fact.ToString().ShouldNotContain(NewCard);
        fact.Seq = 1;
        _fixture.Pending.Note(fact);
        (await AddAsync()).ShouldBeFalse("it is pending already");
        (await _fixture.CardAsync(NewCard)).Code.ShouldBe(PanelLoginCode.WrongCredential, "not where the administrator did not say so");

        await PolicyAsync(new OfflinePolicy { TakesNewCards = true, NewCardsWorkHere = true });
        (await _fixture.CardAsync(NewCard)).Session!.User.ShouldBe(Alice);
        (await _fixture.EitherAsync(NewCard)).Code.ShouldBe(PanelLoginCode.Ok);
        _fixture.Link.IsOnline = true;
        (await _fixture.CardAsync(NewCard)).Code.ShouldBe(PanelLoginCode.WrongCredential, "online, what the server says holds");
    }

    [Fact]
    public async Task Register_OfAKnownCard_OrWhereItIsNotAllowed_IsRefused()
    {
        _fixture.Link.IsOnline = false;
        (await _fixture.Pending.TryAddAsync(Bob, Mfp, AliceCard, default)).ShouldBeFalse();
        await PolicyAsync(new OfflinePolicy { TakesNewCards = false });
        (await AddAsync()).ShouldBeFalse();
        await PolicyAsync(new OfflinePolicy { TakesNewCards = true });
        _fixture.Time.Advance(TimeSpan.FromSeconds(3601));
        (await AddAsync()).ShouldBeFalse("the site is cut off for too long");
    }

    private ValueTask<bool> AddAsync() => _fixture.Pending.TryAddAsync(Alice, Mfp, NewCard, default);

    private Task PolicyAsync(OfflinePolicy offline)
    {
        _fixture.Policy.Offline = offline;
        return _fixture.SendAsync(new Change { Policy = _fixture.Policy });
    }
}
