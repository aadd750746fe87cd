using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Sessions;
using static Platen.SiteAgent.Tests.Sessions.SessionFixture;
using Phase = Platen.Contracts.AgentLink.V1.SecondPhase;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>AU08, MS05: a card that is registered while the site is cut off is pending until the server has heard of it; by policy it works here at once, at every reader and in both phases, as one that the server knows.</summary>
public sealed class PendingCardTests : IAsyncLifetime
{
    private const string NewCard = "04FFEE1122";
    private const string SentByTurnedReader = "2211EEFF04";
    private const string DigitsCard = "5590123";
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
        (await AddAsync()).ShouldBe(PendingCode.NeedsServer, "online, the server is asked");
        await PolicyAsync(new OfflinePolicy { TakesNewCards = true });
        _fixture.Link.IsOnline = false;
        var fact = await RegisterAsync(NewCard);
        (fact.CardWanted.UserId, fact.CardWanted.CardIndex.Length, fact.CardWanted.Label).ShouldBe((Alice.ToString(), 32, "…1122"));
        fact.ToString().ShouldNotContain(NewCard);
        (await AddAsync()).ShouldBe(PendingCode.Known, "it is pending already");
        (await _fixture.Pending.AddAsync(Bob, Mfp, NewCard, default)).ShouldBe(PendingCode.OfAnother);
        (await _fixture.CardAsync(NewCard)).Code.ShouldBe(PanelLoginCode.WrongCredential, "not where the administrator did not say so");

        await PolicyAsync(WorksHere());
        (await _fixture.CardAsync(NewCard)).Session!.User.ShouldBe(Alice);
        (await _fixture.EitherAsync(NewCard)).Code.ShouldBe(PanelLoginCode.Ok);
        _fixture.Link.IsOnline = true;
        (await _fixture.CardAsync(NewCard)).Code.ShouldBe(PanelLoginCode.WrongCredential, "online, what the server says holds");
        _fixture.Link.IsOnline = false;
        _fixture.Journal.Acknowledge(fact.Seq);
        (await _fixture.CardAsync(NewCard)).Code.ShouldBe(PanelLoginCode.WrongCredential, "the server has heard of it, and its word is in the replica");
    }

    [Fact]
    public async Task Register_OfAKnownCard_OrWhereItIsNotAllowed_IsRefused()
    {
        _fixture.Link.IsOnline = false;
        (await _fixture.Pending.AddAsync(Bob, Mfp, AliceCard, default)).ShouldBe(PendingCode.OfAnother);
        (await _fixture.Pending.AddAsync(Alice, Mfp, AliceCard, default)).ShouldBe(PendingCode.Known);
        await PolicyAsync(new OfflinePolicy { TakesNewCards = false });
        (await AddAsync()).ShouldBe(PendingCode.NeedsServer);
        await PolicyAsync(new OfflinePolicy { TakesNewCards = true });
        _fixture.Time.Advance(TimeSpan.FromSeconds(3601));
        (await AddAsync()).ShouldBe(PendingCode.NeedsServer, "the site is cut off for too long");
    }

    /// <summary>Mutant that this catches: a pending card is looked up as its reader sent it.</summary>
    [Fact]
    public async Task Login_AtAnotherReader_FindsThePendingCardByItsConvertedNumber()
    {
        _fixture.Policy.ReaderFormats.Add(new ReaderFormat { Name = "turned", Rule = "hex; reverse-bytes; to-hex" });
        await PolicyAsync(WorksHere());
        await _fixture.SendAsync(new Change { Device = new ReplicaDevice { DeviceId = "mfp-2", Name = "Copier", Host = "127.0.0.1", Enabled = true, ReaderFormat = "turned" } });
        _fixture.Link.IsOnline = false;
        await RegisterAsync(NewCard);

        (await _fixture.CardAsync(SentByTurnedReader, OtherMfp)).Session!.User.ShouldBe(Alice);
        (await _fixture.CardAsync(SentByTurnedReader)).Code.ShouldBe(PanelLoginCode.WrongCredential, "this reader turns nothing");
    }

    /// <summary>AU04. Mutants that this catches: the second phase is left out for a pending card; its ticket finds nobody.</summary>
    [Fact]
    public async Task Login_WherePolicyDemandsAPin_AsksForItAfterThePendingCardToo()
    {
        _fixture.Policy.SecondPhase = Phase.Pin;
        await PolicyAsync(WorksHere());
        _fixture.Link.IsOnline = false;
        await RegisterAsync(DigitsCard);

        var asked = await _fixture.EitherAsync(DigitsCard);
        asked.Code.ShouldBe(PanelLoginCode.SecondPhaseNeeded, "a number of digits is taken for a PIN by mistake only");
        (await SecondAsync(asked, "771133")).Code.ShouldBe(PanelLoginCode.WrongCredential, "another user's PIN");
        var result = await SecondAsync(asked, AlicePin);
        result.Code.ShouldBe(PanelLoginCode.Ok);
        result.Session!.User.ShouldBe(Alice);
    }

    [Fact]
    public async Task SecondPhase_OfAPendingCardThatTheServerHasDecided_IsOver()
    {
        _fixture.Policy.SecondPhase = Phase.Pin;
        await PolicyAsync(WorksHere());
        _fixture.Link.IsOnline = false;
        var fact = await RegisterAsync(NewCard);
        var asked = await _fixture.CardAsync(NewCard);
        _fixture.Journal.Acknowledge(fact.Seq);

        (await SecondAsync(asked, AlicePin)).Code.ShouldBe(PanelLoginCode.SecondPhaseOver);
    }

    private static OfflinePolicy WorksHere() => new() { TakesNewCards = true, NewCardsWorkHere = true };

    private ValueTask<PanelLoginResult> SecondAsync(PanelLoginResult asked, string pin) => _fixture.Login.SecondAsync(Mfp, asked.Ask!.Ticket, new PanelCredential.Pin(pin), Source, default);

    private ValueTask<PendingCode> AddAsync() => _fixture.Pending.AddAsync(Alice, Mfp, NewCard, default);

    // as the agent does it: journaled, then read from the journal
    private async Task<AgentEvent> RegisterAsync(string number)
    {
        (await _fixture.Pending.AddAsync(Alice, Mfp, number, default)).ShouldBe(PendingCode.Taken);
        var fact = _fixture.Journal.Facts.Last(known => known.CardWanted is not null);
        _fixture.Pending.Note(fact);
        return fact;
    }

    private Task PolicyAsync(OfflinePolicy offline)
    {
        _fixture.Policy.Offline = offline;
        return _fixture.SendAsync(new Change { Policy = _fixture.Policy });
    }
}
