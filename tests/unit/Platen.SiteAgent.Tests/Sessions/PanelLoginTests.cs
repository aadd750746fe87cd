using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Tests.Replica;
using static Platen.SiteAgent.Tests.Sessions.SessionFixture;

namespace Platen.SiteAgent.Tests.Sessions;

public sealed class PanelLoginTests : IAsyncLifetime
{
    private SessionFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await StartAsync();

    public Task DisposeAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Login_ByEachMethod_OpensASessionAndIsJournaled()
    {
        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Ok);
        (await _fixture.CardAsync("04-a2-b3-c4-d5")).Code.ShouldBe(PanelLoginCode.Ok);
        (await _fixture.PasswordAsync(" ALICE", AlicePassword)).Code.ShouldBe(PanelLoginCode.Ok);

        _fixture.Journal.Logins.Select(l => l.Method).ShouldBe([LoginMethod.Pin, LoginMethod.Card, LoginMethod.Password]);
        _fixture.Journal.Logins.ShouldAllBe(l => l.Result == LoginResult.Ok && l.UserId == Alice.ToString() && l.DeviceId == "mfp-1" && l.SourceAddress == Source && l.SessionId.Length == 36);
    }

    [Fact]
    public async Task Login_ByTheOneInput_TellsPinFromCard()
    {
        await _fixture.SendAsync(new Change { User = ReplicaFixture.User(3, "carol", cards: "12345678") });

        (await _fixture.EitherAsync(AlicePin)).Session!.User.ShouldBe(Alice);
        (await _fixture.EitherAsync(AliceCard)).Session!.User.ShouldBe(Alice);
        (await _fixture.EitherAsync("12345678")).Session!.User.ShouldBe(ReplicaFixture.Id(3), "a card whose number looks like a PIN");
        (await _fixture.EitherAsync("99999999")).Code.ShouldBe(PanelLoginCode.WrongCredential);
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("")]
    [InlineData("48291")]
    [InlineData("pin:482915")]
    public async Task Pin_Wrong_IsRefusedAndJournaledWithoutUser(string pin)
    {
        (await _fixture.PinAsync(pin)).Code.ShouldBe(PanelLoginCode.WrongCredential);

        var attempt = _fixture.Journal.Logins.Single();
        attempt.Result.ShouldBe(LoginResult.WrongCredential);
        attempt.UserId.ShouldBeEmpty();
    }

    /// <summary>Mutant that this catches: the index alone lets in.</summary>
    [Fact]
    public async Task Pin_WhoseIndexMatchesButNotItsHash_IsRefused()
    {
        var alice = AliceRecord();
        alice.PinHash = FastHash("other");
        await _fixture.SendAsync(new Change { User = alice });

        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.WrongCredential);
    }

    [Fact]
    public async Task Password_OfUnknownOrPasswordlessUser_IsWrong()
    {
        (await _fixture.PasswordAsync("nobody", "x")).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await _fixture.PasswordAsync("bob", "")).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await _fixture.PasswordAsync("bob", "nobody has this password")).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await _fixture.PasswordAsync("alice", "\ud800")).Code.ShouldBe(PanelLoginCode.WrongCredential);
    }

    [Fact]
    public async Task Login_OfInactiveUser_IsRefusedByEveryMethod()
    {
        var alice = AliceRecord();
        alice.Active = false;
        await _fixture.SendAsync(new Change { User = alice });

        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Disabled);
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Disabled);
        (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.Disabled);
        _fixture.Sessions.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Login_OfUserLockedByTheServer_StopsPinAndPasswordNotTheCard()
    {
        var alice = AliceRecord();
        alice.LockedUntilMs = (_fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(10)).ToUnixTimeMilliseconds();
        await _fixture.SendAsync(new Change { User = alice });

        var pin = await _fixture.PinAsync(AlicePin);
        pin.Code.ShouldBe(PanelLoginCode.Locked);
        pin.RetryAfter.ShouldBe(TimeSpan.FromMinutes(10));
        (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.Locked);
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);

        _fixture.Time.Advance(TimeSpan.FromMinutes(10));
        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Ok);
    }

    /// <summary>Mutants that this catches: no local count; a lock only for names that exist.</summary>
    [Theory]
    [InlineData("alice")]
    [InlineData("nobody")]
    public async Task Password_WrongThreeTimes_LocksTheNameWithoutTheServer(string name)
    {
        for (var i = 0; i < 3; i++)
        {
            (await _fixture.PasswordAsync(name, "wrong")).Code.ShouldBe(PanelLoginCode.WrongCredential);
        }

        var locked = await _fixture.PasswordAsync(name, AlicePassword);
        locked.Code.ShouldBe(PanelLoginCode.Locked);
        locked.RetryAfter.ShouldBe(TimeSpan.FromMinutes(15));
        _fixture.Time.Advance(TimeSpan.FromMinutes(15));
        (await _fixture.PasswordAsync(name, AlicePassword)).Code.ShouldBe(name == "alice" ? PanelLoginCode.Ok : PanelLoginCode.WrongCredential);
    }

    [Fact]
    public async Task Pin_GuessedOften_WaitsLongerAndLonger()
    {
        var waits = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            var result = await _fixture.PinAsync($"00000{i % 10}");
            if (result.Code == PanelLoginCode.Throttled)
            {
                waits.Add(Math.Round(result.RetryAfter!.Value.TotalSeconds));
                _fixture.Time.Advance(result.RetryAfter.Value);
                (await _fixture.PinAsync("000000")).Code.ShouldBe(PanelLoginCode.WrongCredential);
            }
        }

        waits.ShouldBe([1, 2, 4, 8, 16, 32, 32], "after a minute, one failure is forgiven");
    }

    /// <summary>Mutant that this catches: the throttle asked only after the check, so that many at once pass it.</summary>
    [Fact]
    public async Task Pin_GuessedManyAtOnce_GainsNothing()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => _fixture.PinAsync($"{i:D6}"))));

        results.Count(r => r.Code == PanelLoginCode.WrongCredential).ShouldBe(_fixture.Settings.FreeFailures);
        _fixture.Journal.Logins.Count().ShouldBe(_fixture.Settings.FreeFailures + 1, "of what must wait, the first is journaled");
    }

    [Fact]
    public async Task Throttle_OfOneDevice_LeavesAnotherDeviceAndCardsAlone()
    {
        await GuessUntilThrottledAsync(SessionFixture.Source);

        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Throttled);
        (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.Throttled);
        (await _fixture.PinAsync(AlicePin, OtherMfp, "192.0.2.11")).Code.ShouldBe(PanelLoginCode.Ok);
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);
        (await _fixture.EitherAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);
    }

    [Fact]
    public async Task Throttle_OfOneAddress_HoldsAtEveryDevice()
    {
        await GuessUntilThrottledAsync(SessionFixture.Source);

        (await _fixture.PinAsync(AlicePin, OtherMfp)).Code.ShouldBe(PanelLoginCode.Throttled);
    }

    /// <summary>Card numbers sprayed over devices, one here and one there. Mutants: an address is counted anew at each device; cards are not counted at all; a card that is right is kept out.</summary>
    [Fact]
    public async Task Cards_SprayedOverDevicesFromOneAddress_MustWaitEverywhere_AndOthersAreServed()
    {
        var codes = new List<PanelLoginCode>();
        for (var i = 0; i < 12; i++)
        {
            codes.Add((await _fixture.CardAsync($"04FFFFFF{i:X2}", i % 2 == 0 ? OtherMfp : Mfp)).Code);
        }

        codes.Count(code => code == PanelLoginCode.WrongCredential).ShouldBe(5, "as many as one address has free, not as many at each device");
        codes.Skip(5).ShouldAllBe(code => code == PanelLoginCode.Throttled);
        (await _fixture.CardAsync(AliceCard, Mfp, "192.0.2.77")).Code.ShouldBe(PanelLoginCode.Ok);
    }

    /// <summary>Mutant that this catches: a success that clears the throttle, so that a guesser with an own PIN never waits.</summary>
    [Fact]
    public async Task Throttle_OwnSuccessesBetweenGuesses_HoldsAllTheSame()
    {
        for (var i = 0; i < 5; i++)
        {
            (await _fixture.PinAsync($"00000{i}")).Code.ShouldBe(PanelLoginCode.WrongCredential);
            await _fixture.PinAsync(AlicePin);
        }

        (await _fixture.PinAsync("000009")).Code.ShouldBe(PanelLoginCode.Throttled);
    }

    /// <summary>Mutant that this catches: a free look-up among the cards while PINs must wait.</summary>
    [Fact]
    public async Task OneInput_CardNumbersGuessedWhilePinsMustWait_MustWaitToo()
    {
        await _fixture.SendAsync(new Change { User = ReplicaFixture.User(3, "carol", cards: "12345678") });
        for (var i = 0; i < 20; i++)
        {
            await _fixture.EitherAsync($"5555{i:D4}");
        }

        (await _fixture.EitherAsync("12345678")).Code.ShouldBe(PanelLoginCode.Throttled);
    }

    [Fact]
    public async Task Offline_LongerThanThePolicyAllows_IsRefused()
    {
        _fixture.Link.IsOnline = false;
        _fixture.Time.Advance(TimeSpan.FromSeconds(3600));
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);

        _fixture.Time.Advance(TimeSpan.FromSeconds(1));
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.OfflineTooLong);
        _fixture.Link.LastContact = null;
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.OfflineTooLong, "never heard of the server");
    }

    /// <summary>ASVS 6.4.1, with the server and without it. Mutants: an initial password lets somebody in; it is told to who does not know it; card or PIN are refused too.</summary>
    [Fact]
    public async Task InitialPassword_IsRefusedWithAWord_CardAndPinAreNot()
    {
        var alice = AliceRecord();
        (alice.InitialPasswordHash, alice.PasswordHash) = (alice.PasswordHash, "");
        await _fixture.SendAsync(new Change { User = alice });
        foreach (var online in new[] { true, false })
        {
            _fixture.Link.IsOnline = online;
            var refused = await _fixture.PasswordAsync("alice", AlicePassword);
            refused.Code.ShouldBe(PanelLoginCode.InitialPassword);
            Platen.SiteAgent.Panel.PanelTexts.LoginRefused(refused).ShouldContain("portal");
            (await _fixture.PasswordAsync("alice", "wrong")).Code.ShouldBe(PanelLoginCode.WrongCredential);
            (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Ok);
            (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);
        }

        _fixture.Journal.Logins.Count(login => login.Result == LoginResult.InitialPassword).ShouldBe(2);
        alice.SecondPhase = SecondPhase.Password;
        await _fixture.SendAsync(new Change { User = alice });
        (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.WrongCredential, "who has chosen card and password has none that counts alone");
        var ask = (await _fixture.CardAsync(AliceCard)).Ask!;
        (await _fixture.Login.SecondAsync(Mfp, ask.Ticket, new PanelCredential.Password("", AlicePassword), Source, default)).Code.ShouldBe(PanelLoginCode.InitialPassword);
    }

    /// <summary>MS05. Mutant that this catches: the policy asked before the outcome is known, so that a card passes for a PIN at a field that takes both.</summary>
    [Fact]
    public async Task Offline_WithAWayToLogInBarred_OnlyThatOneIsRefused_AndJournaled()
    {
        _fixture.Policy.Offline = new OfflinePolicy { BarsPin = true, BarsPassword = true };
        await _fixture.SendAsync(new Change { Policy = _fixture.Policy });
        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Ok, "online nothing is barred");

        _fixture.Link.IsOnline = false;
        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.BarredOffline);
        (await _fixture.EitherAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.BarredOffline);
        (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.BarredOffline);
        (await _fixture.PinAsync("000000")).Code.ShouldBe(PanelLoginCode.WrongCredential);
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);
        (await _fixture.EitherAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);
        _fixture.Journal.Logins.Count(login => login.Result == LoginResult.BarredOffline).ShouldBe(3);
    }

    [Fact]
    public async Task Login_AtUnknownOrDisabledDevice_IsRefused()
    {
        await _fixture.SendAsync(new Change { Device = new ReplicaDevice { DeviceId = "mfp-1", Enabled = false } });

        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.DeviceUnknown);
    }

    [Fact]
    public async Task Login_BeforeTheFirstSnapshot_IsNotReady()
    {
        using var empty = new SessionFixture();

        (await empty.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.NotReady);
    }

    /// <summary>AU15: what the server hashes now, and what it hashed before. Mutant that this catches: a pepper of another key than the policy's.</summary>
    [Fact]
    public async Task Login_OfflineByHashesOfEitherKind_IsVerifiedUnderThePolicysPepper()
    {
        var pepper = Domain.Users.PasswordPepper.Of(ReplicaFixture.CredentialKey);
        var alice = AliceRecord();
        alice.PinHash = Domain.Users.PasswordHash.Create(AlicePin, Domain.Users.PasswordAlgorithm.Argon2id, pepper);
        alice.PasswordHash = Domain.Users.PasswordHash.Create(AlicePassword, Domain.Users.PasswordAlgorithm.Pbkdf2Sha512, pepper);
        await _fixture.SendAsync(new Change { User = alice });
        _fixture.Link.IsOnline = false;

        (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.Ok);
        (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.Ok);
        (await _fixture.PasswordAsync("alice", "wrong")).Code.ShouldBe(PanelLoginCode.WrongCredential);
    }

    /// <summary>Mutant that this catches: a hash that this machine cannot read taken for a wrong password, so that people are locked out.</summary>
    [Fact]
    public async Task Login_ByAHashThatCannotBeRead_IsNotReadyAndCountsNothing()
    {
        var stranger = Domain.Users.PasswordPepper.Of([9]);
        var alice = AliceRecord();
        alice.PinHash = Domain.Users.PasswordHash.Create(AlicePin, Domain.Users.PasswordAlgorithm.Argon2id, stranger);
        alice.PasswordHash = "$argon3$v=1$x$y";
        await _fixture.SendAsync(new Change { User = alice });

        for (var i = 0; i < 20; i++)
        {
            (await _fixture.PinAsync(AlicePin)).Code.ShouldBe(PanelLoginCode.NotReady);
            (await _fixture.PasswordAsync("alice", AlicePassword)).Code.ShouldBe(PanelLoginCode.NotReady);
        }

        _fixture.Journal.Logins.ShouldBeEmpty();
        (await _fixture.CardAsync(AliceCard)).Code.ShouldBe(PanelLoginCode.Ok);
    }

    private async Task GuessUntilThrottledAsync(string source)
    {
        for (var i = 0; i < 10; i++)
        {
            await _fixture.PinAsync($"00000{i}", source: source);
        }
    }
}
