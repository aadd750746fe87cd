using System.Net;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Tests.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>AU05, AU06, AU08: card and PIN at the panel.</summary>
public sealed class PanelAccountTests : IAsyncLifetime
{
    private const string Account = "/panel/mfp-1/account";
    private PanelFixture _panel = null!;
    private BrowserDriver _browser = null!;

    public async Task InitializeAsync()
    {
        _panel = await PanelFixture.StartAsync();
        _browser = _panel.Browse();
        await _browser.LogInAsync(SessionFixture.AlicePin);
        await _browser.GetAsync(Account);
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _panel.DisposeAsync();
    }

    [Fact]
    public async Task Card_AfterALoginByPin_IsRegisteredForWhoIsLoggedIn()
    {
        await _browser.SubmitAsync(Account, ("card", " 04-FF-11-22\r"));
        _browser.Page.ShouldContain(PanelTexts.CardRegistered);
        _panel.Credentials.Asked.ShouldBe([$"card 04-FF-11-22 for {SessionFixture.Alice} at mfp-1"]);
    }

    [Fact]
    public async Task Card_ThatIsSomebodys_IsRefusedInTheServersWords()
    {
        _panel.Credentials.Refusal = "Another user has that card.";
        await _browser.SubmitAsync(Account, ("card", "04FF1122"));
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        _browser.Page.ShouldContain("Another user has that card.");
    }

    // Mutant: no throttle, so that the refusals tell which card numbers exist
    [Fact]
    public async Task Card_TriedOften_MustWait()
    {
        for (var i = 0; i < 6; i++)
        {
            await _browser.GetAsync(Account);
            await _browser.SubmitAsync(Account, ("card", $"04FF112{i}"));
        }

        ((int)_browser.Answer.StatusCode).ShouldBe(429);
        _panel.Credentials.Asked.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Pin_Drawn_IsShownOnce()
    {
        await _browser.SubmitAsync(Account + "?pin");
        _browser.Page.ShouldContain("739184");
        _browser.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        await _browser.GetAsync(Account);
        _browser.Page.ShouldNotContain("739184");
    }

    [Fact]
    public async Task CardAndPin_Offline_AreSaidToBePending_NotDone()
    {
        _panel.People.Link.IsOnline = false;
        _panel.Credentials.Pending = PanelTexts.PinPending;
        await _browser.GetAsync(Account);
        _browser.Page.ShouldContain(PanelTexts.NewCardHintOffline);
        _browser.Page.ShouldContain(PanelTexts.AskForPin);
        await _browser.SubmitAsync(Account + "?pin");
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        _browser.Page.ShouldContain(PanelTexts.PinPending);

        _panel.Credentials.Pending = PanelTexts.CardPendingWorksHere;
        await _browser.GetAsync(Account);
        await _browser.SubmitAsync(Account, ("card", "04FF1122"));
        _browser.Page.ShouldContain(PanelTexts.CardPendingWorksHere);
        _browser.Page.ShouldNotContain(PanelTexts.CardRegistered);
    }

    [Fact]
    public async Task Pin_AskedForHere_IsSaidSo_AndNotAskedForAgain()
    {
        _panel.People.Link.IsOnline = false;
        (await _panel.Pins.AddAsync(SessionFixture.Alice, SessionFixture.Mfp, default)).ShouldBe(PendingCode.Taken);
        await _browser.GetAsync(Account);
        _browser.Page.ShouldContain(PanelTexts.NewPinAsked);
        _browser.Page.ShouldNotContain(PanelTexts.AskForPin);
    }

    /// <summary>The line is back, and the server has granted the wish. Mutant: it is said while the server cannot draw it.</summary>
    [Fact]
    public async Task Pin_Granted_IsOfferedOnEachPage_AndShownOnce()
    {
        var alice = SessionFixture.AliceRecord();
        alice.PinWaiting = true;
        await _panel.People.SendAsync(new Change { User = alice });
        _panel.People.Link.IsOnline = false;
        await _browser.GetAsync("/panel/mfp-1/jobs");
        _browser.Page.ShouldNotContain(PanelTexts.PinReady);

        _panel.People.Link.IsOnline = true;
        await _browser.GetAsync("/panel/mfp-1/jobs");
        _browser.Page.ShouldContain(PanelTexts.PinReady);
        await _browser.GetAsync(Account);
        _browser.Page.ShouldContain(PanelTexts.PinReadyHint);
        await _browser.SubmitAsync(Account + "?pin");
        _browser.Page.ShouldContain("739184");
    }

    // Mutants: no session asked for; no form token
    [Fact]
    public async Task Post_WithoutSessionOrToken_AsksNobody()
    {
        await _browser.PostAsync(Account, [new("do", "pin"), new("form", "stolen")]);
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var stranger = _panel.Browse();
        await stranger.PostAsync(Account, [new("do", "pin")]);
        stranger.Path.ShouldStartWith("/panel/mfp-1?now=");
        _panel.Credentials.Asked.ShouldBeEmpty();
    }
}
