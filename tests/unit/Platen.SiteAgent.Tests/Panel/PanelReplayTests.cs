using System.Net;
using System.Net.Http.Json;
using System.Text;
using Platen.SiteAgent.Tests.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>What somebody can do who has recorded a panel's requests, cookies and tokens and all, and sends them again: after the session, at another device, from a browser that was prepared before (session fixation).</summary>
public sealed class PanelReplayTests : IAsyncLifetime
{
    private const string Login = "/panel/mfp-1/login";
    private const string List = "/panel/mfp-1/jobs";
    private const string Account = "/panel/mfp-1/account";

    private PanelFixture _panel = null!;
    private BrowserDriver _browser = null!;

    public async Task InitializeAsync()
    {
        _panel = await PanelFixture.StartAsync();
        _browser = _panel.Browse();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _panel.DisposeAsync();
    }

    // Mutants: the end of a session leaves its cookie or its form token good; a form is believed by its token alone
    [Fact]
    public async Task Forms_OfASessionThatHasEnded_SentAgainAsTheyWere_DoNothing()
    {
        await UseEverythingAsync();
        var before = State();
        var recorded = _browser.Sent.Where(form => form.Path != Login).ToList();
        recorded.Select(form => form.Path.Split('?')[0]).Distinct().ShouldBe([List, Account, "/panel/mfp-1/logout"], ignoreOrder: true);

        foreach (var form in recorded)
        {
            using var answer = await SendAsync(form);
            answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, form.Path);
            answer.Headers.Location!.OriginalString.ShouldStartWith("/panel/mfp-1?now=");
        }

        State().ShouldBe(before);
    }

    // while the session runs: at another device, and with its cookie under that device's name
    [Fact]
    public async Task Forms_OfARunningSession_SentAtAnotherDevice_DoNothing()
    {
        _panel.Jobs.Hold(SessionFixture.Alice, "left");
        await _browser.LogInAsync();
        var job = _panel.Jobs.ListOwnedBy(SessionFixture.Alice, 1)[0];
        await _browser.GetAsync(Account);
        await _browser.SubmitAsync(Account, ("card", "04FF1122"));
        await _browser.GetAsync(List);
        var before = State();
        var body = $"{_browser.Sent[^1].Body}&do=delete-confirmed&job={job.Id}";
        foreach (var cookies in new[] { _browser.CookiesFor(List), _browser.CookiesFor(List).Replace("mfp-1", "mfp-2", StringComparison.Ordinal) })
        {
            foreach (var form in _browser.Sent.Where(form => form.Path != Login).Append(new SentForm(List, "", body)))
            {
                using var answer = await SendAsync(form with { Path = form.Path.Replace("mfp-1", "mfp-2", StringComparison.Ordinal), Cookies = cookies });
                answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, form.Path);
            }
        }

        State().ShouldBe(before);
    }

    // a login that is sent again is a login with what its sender knows: it opens another session, and the recorded one stays dead
    [Fact]
    public async Task Login_SentAgain_NeverRevivesTheFormerSession()
    {
        await _browser.LogInAsync();
        var former = _browser.CookiesFor(List);
        await _browser.SubmitAsync("/panel/mfp-1/logout");
        using (var answer = await SendAsync(_browser.Sent[0]))
        {
            (answer.Headers.TryGetValues("Set-Cookie", out var given) ? string.Join(';', given) : "").ShouldNotContain(former.Split('=', 2)[1]);
        }

        using var page = await SendAsync(new SentForm(List, former, "do=print-all"));
        page.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        page.Headers.Location!.OriginalString.ShouldStartWith("/panel/mfp-1?now=");
        _panel.Jobs.Printed.ShouldBeEmpty();
    }

    // Mutant: a session takes over the token that came along with the login
    [Fact]
    public async Task Cookie_PlantedBeforeTheLogin_IsNotTheSessions()
    {
        const string Planted = "4QmQb4r5bYb5mY0Jb5mY0Jb5mY0Jb5mY0Jb5mY0Jb5m";
        _browser.Plant("__Host-panel-mfp-1", Planted);
        await _browser.LogInAsync();
        _browser.Path.ShouldBe(List);
        _browser.CookiesFor(List).ShouldNotContain(Planted);
        using var thief = await SendAsync(new SentForm(List, "__Host-panel-mfp-1=" + Planted, "do=print-all"));
        thief.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        thief.Headers.Location!.OriginalString.ShouldStartWith("/panel/mfp-1?now=");
    }

    // the panel protocol's twin. Mutant: a token is looked up without its device, or after its session
    [Fact]
    public async Task Token_OfTheProtocol_IsNothingAfterwardsOrElsewhere()
    {
        var job = _panel.Jobs.Hold(SessionFixture.Alice, "left");
        var token = await _panel.LogInAsync();
        var body = new { releases = new[] { new { job = job.Id.ToString(), releaseId = Guid.CreateVersion7().ToString() } } };
        await PanelFixture.ShouldBeProblemAsync(await _panel.PostAsync("mfp-2/releases", body, token), HttpStatusCode.Unauthorized, "session-needed");
        (await _panel.SendAsync(HttpMethod.Delete, "mfp-1/session", null, token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var (method, path, content) in new (HttpMethod, string, HttpContent?)[]
        {
            (HttpMethod.Post, "mfp-1/releases", JsonContent.Create(body)), (HttpMethod.Delete, $"mfp-1/jobs/{job.Id}", null), (HttpMethod.Post, "mfp-1/cards", JsonContent.Create(new { card = "04FF1122" })),
            (HttpMethod.Post, "mfp-1/pin", JsonContent.Create(new { })), (HttpMethod.Get, "mfp-1/jobs", null), (HttpMethod.Delete, "mfp-1/session", null),
        })
        {
            await PanelFixture.ShouldBeProblemAsync(await _panel.SendAsync(method, path, content, token), HttpStatusCode.Unauthorized, "session-needed");
        }

        _panel.Jobs.Printed.ShouldBeEmpty();
        _panel.Jobs.Count.ShouldBe(1);
        _panel.Credentials.Asked.ShouldBeEmpty();
    }

    // a megabyte instead of a secret, in every form and call that takes one: refused by its size, before anything is looked at
    [Theory]
    [InlineData("secret")]
    [InlineData("password")]
    [InlineData("name")]
    public async Task Secret_OfAMegabyte_IsRefusedUnread(string field)
    {
        await _browser.GetAsync("/panel/mfp-1");
        using var answer = await SendAsync(new SentForm(Login, _browser.CookiesFor(Login), $"{field}={new string('9', 1_000_000)}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var token = await _panel.LogInAsync();
        foreach (var (path, body) in new (string, object)[]
        {
            ("mfp-1/session", new { method = "pin", pin = new string('9', 1_000_000) }), ("mfp-1/session", new { method = "card", card = new string('A', 1_000_000) }),
            ("mfp-1/session", new { method = "password", loginName = "alice", password = new string('x', 1_000_000) }), ("mfp-1/cards", new { card = new string('A', 1_000_000) }),
        })
        {
            (await _panel.PostAsync(path, body, token)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge, path);
        }

        _panel.People.Journal.Logins.Count().ShouldBe(1, "the one that was right");
    }

    private async Task UseEverythingAsync()
    {
        var (printed, deleted) = (_panel.Jobs.Hold(SessionFixture.Alice, "printed"), _panel.Jobs.Hold(SessionFixture.Alice, "deleted"));
        _panel.Jobs.Hold(SessionFixture.Alice, "left");
        await _browser.LogInAsync();
        await _browser.SubmitAsync(List, ("do", "print"), ("job", printed.Id.ToString()));
        await _browser.GetAsync(List);
        await _browser.SubmitAsync(List, ("do", "delete"), ("job", deleted.Id.ToString()));
        await _browser.SubmitAsync(List, ("do", "delete-confirmed"));
        await _browser.GetAsync(Account);
        await _browser.SubmitAsync(Account, ("card", "04FF1122"));
        await _browser.GetAsync(Account);
        await _browser.SubmitAsync(Account + "?pin");
        await _browser.GetAsync(List);
        await _browser.SubmitAsync("/panel/mfp-1/logout");
        (_panel.Jobs.Printed.Count, _panel.Jobs.Count, _panel.Credentials.Asked.Count).ShouldBe((1, 2, 2));
    }

    private (int Printed, int Jobs, int Asked) State() => (_panel.Jobs.Printed.Count, _panel.Jobs.Count, _panel.Credentials.Asked.Count);

    private async Task<HttpResponseMessage> SendAsync(SentForm form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_panel.Address, form.Path)) { Content = new StringContent(form.Body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.ExpectContinue = true;
        if (form.Cookies.Length > 0)
        {
            request.Headers.Add("Cookie", form.Cookies);
        }

        return await _panel.Terminal.SendAsync(request);
    }
}
