using System.Net;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Tests.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>AU27: the panel's side of logging in by the phone's browser.</summary>
public sealed class PanelQrTests : IAsyncLifetime
{
    private const string Qr = "/panel/mfp-1/qr";
    private PanelFixture _panel = null!;
    private BrowserDriver _browser = null!;

    public async Task InitializeAsync()
    {
        _panel = await PanelFixture.StartAsync();
        await OfferAsync(true);
        _browser = _panel.Browse();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _panel.DisposeAsync();
    }

    [Fact]
    public async Task Page_ShowsCodeAndNumber_AndGoesOnWhenApproved()
    {
        await _browser.GetAsync("/panel/mfp-1");
        _browser.Page.ShouldContain(PanelTexts.UsePhone);
        await _browser.GetAsync(Qr);
        _browser.Page.ShouldContain("id=\"number\">42<");
        _browser.Page.ShouldContain("content=\"3;url=/panel/mfp-1/qr?wait\"");
        await _browser.GetAsync(Qr + "?wait");
        _browser.Path.ShouldBe(Qr + "?wait", "nobody has answered yet");

        Approve();
        await _browser.GetAsync(Qr + "?wait");
        _browser.Path.ShouldBe("/panel/mfp-1/jobs");
        _browser.Page.ShouldContain("Alice");
        _panel.Codes.Begun.Count.ShouldBe(1);
        var login = _panel.People.Journal.Logins.Single();
        (login.Method, login.Result, login.UserId).ShouldBe((LoginMethod.Qr, LoginResult.Ok, SessionFixture.Alice.ToString()));
    }

    [Fact]
    public async Task Picture_IsOfThisBrowsersCodeOnly()
    {
        await _browser.GetAsync(Qr + ".png");
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await _browser.GetAsync(Qr);
        await _browser.GetAsync(Qr + ".png");
        _browser.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        _browser.Answer.Headers.CacheControl!.Private.ShouldBeTrue();
        using var other = _panel.Browse();
        await other.GetAsync(Qr + ".png");
        other.Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    // Mutant: whoever opens the page gets the session, not who began it (the approval of somebody else's code)
    [Fact]
    public async Task Approval_GoesToTheBrowserThatBegan()
    {
        await _browser.GetAsync(Qr);
        using var other = _panel.Browse();
        Approve();
        await other.GetAsync(Qr + "?wait");
        other.Path.ShouldBe("/panel/mfp-1?now=phone-over");
        await _browser.GetAsync(Qr + "?wait");
        _browser.Path.ShouldBe("/panel/mfp-1/jobs");
    }

    // Mutants: the code opens twice; it opens at another device; it opens after its time
    [Fact]
    public async Task Code_OpensOnceAtItsDeviceInItsTime()
    {
        var begun = await PanelFixture.JsonAsync(await _panel.PostAsync("mfp-1/qr", new { }));
        var ticket = begun.GetProperty("ticket").GetString();
        begun.GetProperty("number").GetInt32().ShouldBe(42);
        await PanelFixture.ShouldBeProblemAsync(await TakeAsync("mfp-1", ticket), HttpStatusCode.Unauthorized, "qr-waiting");
        Approve();
        await PanelFixture.ShouldBeProblemAsync(await TakeAsync("mfp-2", ticket), HttpStatusCode.Unauthorized, "qr-over");
        var both = await Task.WhenAll(TakeAsync("mfp-1", ticket), TakeAsync("mfp-1", ticket));
        both.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        await PanelFixture.ShouldBeProblemAsync(await TakeAsync("mfp-1", ticket), HttpStatusCode.Unauthorized, "qr-over");

        begun = await PanelFixture.JsonAsync(await _panel.PostAsync("mfp-1/qr", new { }));
        _panel.People.Time.Advance(TimeSpan.FromSeconds(90));
        await PanelFixture.ShouldBeProblemAsync(await TakeAsync("mfp-1", begun.GetProperty("ticket").GetString()), HttpStatusCode.Unauthorized, "qr-over");
    }

    [Fact]
    public async Task Code_RefusedAtThePhone_OpensNothing()
    {
        await _browser.GetAsync(Qr);
        _panel.Codes.State = QrState.Over;
        await _browser.GetAsync(Qr + "?wait");
        _browser.Page.ShouldContain(PanelTexts.PhoneOver);
    }

    [Fact]
    public async Task Approval_OfAUserWhoIsShutOut_OpensNothing()
    {
        await _browser.GetAsync(Qr);
        var alice = SessionFixture.AliceRecord();
        alice.Active = false;
        await _panel.People.SendAsync(new Change { User = alice });
        Approve();
        await _browser.GetAsync(Qr + "?wait");
        _browser.Path.ShouldBe("/panel/mfp-1?now=phone");
        _panel.People.Journal.Logins.Single().Result.ShouldBe(LoginResult.Disabled);
    }

    [Fact]
    public async Task WithoutServerOrPolicy_ItIsNotOffered()
    {
        _panel.Codes.Answers = false;
        await _browser.GetAsync(Qr);
        _browser.Page.ShouldContain(PanelTexts.PhoneNotNow);
        _panel.People.Link.IsOnline = false;
        await _browser.GetAsync("/panel/mfp-1");
        _browser.Page.ShouldNotContain(PanelTexts.UsePhone);
        await OfferAsync(false);
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/qr", new { }), HttpStatusCode.ServiceUnavailable, "qr-not-now");
        _panel.Codes.Begun.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Begun_OftenInAMinute_MustWait()
    {
        for (var i = 0; i < 10; i++)
        {
            (await _panel.PostAsync("mfp-1/qr", new { })).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        await _panel.PostAsync("mfp-1/qr", new { });
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-1/qr", new { }), HttpStatusCode.ServiceUnavailable, "qr-not-now");
    }

    private void Approve() => (_panel.Codes.State, _panel.Codes.User) = (QrState.Approved, SessionFixture.Alice);

    private Task<HttpResponseMessage> TakeAsync(string device, string? ticket) => _panel.PostAsync(device + "/session", new { method = "qr", ticket });

    private async Task OfferAsync(bool offers)
    {
        var policy = _panel.People.Policy.Clone();
        policy.QrLogin = offers;
        await _panel.People.SendAsync(new Change { Policy = policy });
    }
}
