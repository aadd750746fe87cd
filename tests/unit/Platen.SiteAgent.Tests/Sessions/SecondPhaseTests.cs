using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Tests.Replica;
using static Platen.SiteAgent.Tests.Sessions.SessionFixture;
using Phase = Platen.Contracts.AgentLink.V1.SecondPhase;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>AU04: card and PIN, card and password; demanded by policy or device, or chosen by the user. All of it by the replica alone, so it is the same with the server and without it.</summary>
public sealed class SecondPhaseTests : IAsyncLifetime
{
    private const string BobPin = "771133";
    private SessionFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await StartAsync();

    public Task DisposeAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Card_WherePolicyDemandsAPin_LogsInWithTheOwnPinOnly(bool online)
    {
        await DemandAsync(Phase.Pin);
        _fixture.Link.IsOnline = online;

        var ask = await ShowCardAsync();
        ask.Accepts.ShouldBe(Domain.Users.SecondPhase.Pin);
        _fixture.Sessions.Count.ShouldBe(0, "mutant: the second phase is skipped");
        (await SecondAsync(ask, Pin(BobPin))).Code.ShouldBe(PanelLoginCode.WrongCredential, "mutant: another user's PIN is accepted");
        (await SecondAsync(ask, Password(AlicePassword))).Code.ShouldBe(PanelLoginCode.WrongCredential, "mutant: whatever follows is accepted");

        var result = await SecondAsync(ask, Pin(AlicePin));
        result.Code.ShouldBe(PanelLoginCode.Ok);
        result.Session!.User.ShouldBe(Alice);
        _fixture.Journal.Logins.Select(l => (l.Method, l.Result)).ShouldBe(
        [
            (LoginMethod.Card, LoginResult.SecondPhaseNeeded), (LoginMethod.CardAndPin, LoginResult.WrongCredential), (LoginMethod.CardAndPassword, LoginResult.WrongCredential),
            (LoginMethod.CardAndPin, LoginResult.Ok),
        ]);
    }

    [Fact]
    public async Task Card_WithPassword_LogsIn()
    {
        await DemandAsync(Phase.Password);
        var ask = await ShowCardAsync();
        (await SecondAsync(ask, Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await SecondAsync(ask, Password(AlicePassword))).Code.ShouldBe(PanelLoginCode.Ok);
        _fixture.Journal.Logins.Last().Method.ShouldBe(LoginMethod.CardAndPassword);
    }

    /// <summary>Mutant that this catches: the way past the card is left open.</summary>
    [Fact]
    public async Task PinOrPasswordAlone_WhereTwoPhasesAreDemanded_IsNotLookedAt()
    {
        await DemandAsync(Phase.PinOrPassword);

        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.CardFirst);
        (await _fixture.PinAsync("000000")).Code.ShouldBe(PanelLoginCode.CardFirst, "it tells nothing about the PIN");
        (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.CardFirst);
        (await _fixture.EitherAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.CardFirst);
        (await _fixture.EitherAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.SecondPhaseNeeded);
        _fixture.Sessions.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Device_CanDemandMoreThanThePolicy()
    {
        await _fixture.SendAsync(new Change { Device = new ReplicaDevice { DeviceId = "mfp-1", Name = "Copier", Host = "127.0.0.1", Enabled = true, SecondPhase = Phase.Pin } });

        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.SecondPhaseNeeded);
        (await _fixture.CardAsync(AliceCard, OtherMfp)).Code.ShouldBe(PanelLoginCode.Ok);
    }

    /// <summary>Mutant that this catches: the user's choice holds for the card only, and the PIN alone still opens.</summary>
    [Fact]
    public async Task User_WhoHasChosenTwoPhases_LogsInByBothOnly()
    {
        var alice = AliceRecord();
        alice.SecondPhase = Phase.Pin;
        await _fixture.SendAsync(new Change { User = alice });

        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await _fixture.PinAsync(BobPin)).Code.ShouldBe(PanelLoginCode.Ok, "others have not chosen it");
        (await SecondAsync(await ShowCardAsync(), Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.Ok);
    }

    [Fact]
    public async Task UidOnlyCards_NeedAPinWherePolicySaysSo_UnlessTheReaderReadsMore()
    {
        var policy = _fixture.Policy.Clone();
        policy.UidCardsNeedPin = true;
        policy.ReaderFormats.Add(new Contracts.AgentLink.V1.ReaderFormat { Name = "desfire" });
        await _fixture.SendAsync(new Change { Policy = policy });
        await _fixture.SendAsync(new Change { Device = new ReplicaDevice { DeviceId = "mfp-2", Name = "Copier", Host = "127.0.0.1", Enabled = true, ReaderFormat = "desfire" } });

        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.SecondPhaseNeeded);
        (await _fixture.CardAsync(AliceCard, OtherMfp)).Code.ShouldBe(PanelLoginCode.Ok);
        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Ok, "it concerns cards");
    }

    /// <summary>Mutants that this catches: the ticket opens twice; it opens at another device; it opens after its time.</summary>
    [Fact]
    public async Task Ticket_OpensOnceAtItsDeviceInItsTime()
    {
        await DemandAsync(Phase.Pin);
        var ask = await ShowCardAsync();
        (await _fixture.Login.SecondAsync(OtherMfp, ask.Ticket, Pin(AlicePin), Source, default)).Code.ShouldBe(PanelLoginCode.SecondPhaseOver);
        (await SecondAsync(ask, Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.Ok);
        (await SecondAsync(ask, Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.SecondPhaseOver);

        var late = await ShowCardAsync();
        _fixture.Time.Advance(_fixture.Settings.SecondPhaseMax);
        (await SecondAsync(late, Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.SecondPhaseOver);
        (await _fixture.Login.SecondAsync(Mfp, new string('A', 43), Pin(AlicePin), Source, default)).Code.ShouldBe(PanelLoginCode.SecondPhaseOver);
    }

    /// <summary>Mutant that this catches: the ticket is looked up, and taken only after the slow hash, by each of two.</summary>
    [Fact]
    public async Task Ticket_UsedTwiceAtOnce_OpensOneSession()
    {
        await DemandAsync(Phase.Pin);
        var ask = await ShowCardAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SecondAsync(ask, Pin(AlicePin)).AsTask()));
        results.Count(result => result.Code == PanelLoginCode.Ok).ShouldBe(1);
    }

    /// <summary>Mutant that this catches: a card that was taken away between the phases still opens.</summary>
    [Fact]
    public async Task Ticket_OfACardThatIsTakenAwayOrOfAUserShutOut_OpensNothing()
    {
        await DemandAsync(Phase.Pin);
        var ask = await ShowCardAsync();
        var alice = AliceRecord();
        alice.CardIndex.Clear();
        await _fixture.SendAsync(new Change { User = alice });
        (await SecondAsync(ask, Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.SecondPhaseOver);

        await _fixture.SendAsync(new Change { User = AliceRecord() });
        ask = await ShowCardAsync();
        alice = AliceRecord();
        alice.Active = false;
        await _fixture.SendAsync(new Change { User = alice });
        (await SecondAsync(ask, Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.Disabled);
    }

    [Fact]
    public async Task SecondPhase_WrongThreeTimes_EndsTheTicketAndLocksThisCardOnly()
    {
        await DemandAsync(Phase.Pin);
        var ask = await ShowCardAsync();
        (await SecondAsync(ask, Pin("000001"))).Ask.ShouldNotBeNull();
        (await SecondAsync(ask, Pin("000002"))).Ask.ShouldNotBeNull();
        (await SecondAsync(ask, Pin("000003"))).Ask.ShouldBeNull("mutant: one card, as many PINs as one likes");

        var locked = await SecondAsync(await ShowCardAsync(), Pin(AlicePin));
        locked.Code.ShouldBe(PanelLoginCode.Locked);
        locked.RetryAfter.ShouldBe(TimeSpan.FromMinutes(15));
        (await SecondAsync(await ShowCardAsync("B0B"), Pin(BobPin))).Code.ShouldBe(PanelLoginCode.Ok);
        _fixture.Time.Advance(TimeSpan.FromMinutes(15));
        (await SecondAsync(await ShowCardAsync(), Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.Ok);
    }

    /// <summary>Mutant that this catches: who guesses passwords without a card shuts the card's owner out.</summary>
    [Fact]
    public async Task SecondPhase_OfAUserWhosePasswordIsLocked_StillOpens()
    {
        var alice = AliceRecord();
        alice.SecondPhase = Phase.Pin;
        alice.LockedUntilMs = (_fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(10)).ToUnixTimeMilliseconds();
        await _fixture.SendAsync(new Change { User = alice });
        (await SecondAsync(await ShowCardAsync(), Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.Ok);

        alice = alice.Clone();
        alice.SecondPhaseLockedUntilMs = alice.LockedUntilMs;
        await _fixture.SendAsync(new Change { User = alice });
        (await SecondAsync(await ShowCardAsync(), Pin(AlicePin))).Code.ShouldBe(PanelLoginCode.Locked);
    }

    [Fact]
    public async Task Wrong_SecondPhaseAndPin_CarryATagOfTheSecret_TheRightOnesNone()
    {
        await DemandAsync(Phase.Unspecified);
        await _fixture.PinAsync("000001");
        await _fixture.PinAsync(AlicePin);
        var (wrong, right) = (_fixture.Journal.Logins.First(), _fixture.Journal.Logins.Last());
        wrong.SecretTag.ToByteArray().ShouldBe(Domain.Users.CredentialIndex.TagOf(ReplicaFixture.CredentialKey, "000001"));
        right.SecretTag.IsEmpty.ShouldBeTrue();
    }

    /// <summary>AU14. Mutant that this catches: the fleet's throttle is not looked at.</summary>
    [Fact]
    public async Task WhileTheFleetIsTried_TheFirstTypedFailureCostsAWait_AndCardsDoNot()
    {
        var policy = _fixture.Policy.Clone();
        policy.FleetThrottledUntilMs = (_fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(15)).ToUnixTimeMilliseconds();
        await _fixture.SendAsync(new Change { Policy = policy });

        (await _fixture.PinAsync("000001")).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Throttled);
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);
        _fixture.Time.Advance(TimeSpan.FromSeconds(2));
        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Ok);
    }

    private static PanelCredential.Pin Pin(string digits) => new(digits);

    private static PanelCredential.Password Password(string secret) => new("", secret);

    private async Task DemandAsync(Phase phase)
    {
        var policy = _fixture.Policy.Clone();
        policy.SecondPhase = phase;
        await _fixture.SendAsync(new Change { Policy = policy });
    }

    private async Task<SecondPhaseAsk> ShowCardAsync(string card = AliceCard)
    {
        var result = await _fixture.CardAsync(card);
        result.Code.ShouldBe(PanelLoginCode.SecondPhaseNeeded);
        return result.Ask!;
    }

    private ValueTask<PanelLoginResult> SecondAsync(SecondPhaseAsk ask, PanelCredential secret) => _fixture.Login.SecondAsync(Mfp, ask.Ticket, secret, Source, default);
}
