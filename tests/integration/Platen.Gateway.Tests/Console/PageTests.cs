using System.Net;
using System.Text.RegularExpressions;
using Platen.Gateway.Tests.AgentLink;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Console;

/// <summary>What holds for every page: it works, without mouse and without script of its own, under the strict policy.</summary>
[Collection(SiloTests.Name)]
public sealed partial class PageTests(SiloHost silo)
{
    public static TheoryData<string> ForAdministrators =>
        ["", "jobs", "jobs?state=pending-held&unclaimed=true&search=x", "ledger?from=2026-01-01", "profile", "devices", "devices/new", "queues", "queues/new", "users", "users/new", "sites", "parked-events", "replication", "audit", "settings", "settings/logins", "settings/readers", "settings/mail", "settings/registration", "users/import", "contracts", "contracts/recipients", "contracts/reports/provider-contracts"];

    public static TheoryData<string> ForUsers => ["jobs", "ledger", "profile"];

    [Theory]
    [MemberData(nameof(ForAdministrators))]
    public async Task Page_ForAdministrators_KeepsTheContract(string path)
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        Check(await browser.PageAsync(path));
    }

    [Theory]
    [MemberData(nameof(ForUsers))]
    public async Task Page_OfThePortal_KeepsTheContract(string path)
    {
        using var browser = await Browser.LogInAsync(silo, "carol");
        var html = await browser.PageAsync(path);
        Check(html);
        html.ShouldNotContain("href=\"/users");
        html.ShouldNotContain("href=\"/settings");
    }

    [Fact]
    public async Task LoginPage_WithoutSession_KeepsTheContract()
    {
        using var browser = new Browser(silo);
        foreach (var path in (string[])["login", "register", "register/confirm", "forgot", "forgot/password"])
        {
            Check(await browser.PageAsync(path));
        }
    }

    [Fact]
    public async Task Login_Done_SetsACookieThatOnlyTheBrowserCanUse()
    {
        using var browser = await Browser.LogInAsync(silo, "carol");
        browser.CookieAttributes.ShouldContain("secure", Case.Insensitive);
        browser.CookieAttributes.ShouldContain("httponly", Case.Insensitive);
        browser.CookieAttributes.ShouldContain("samesite=lax", Case.Insensitive);
        browser.CookieAttributes.ShouldContain("path=/", Case.Insensitive);
        browser.CookieAttributes.ShouldNotContain("domain", Case.Insensitive);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task Login_WithAnotherSitesAddress_StaysHere(string to)
    {
        using var browser = new Browser(silo);
        using var answer = await browser.PostAsync($"login?to={Uri.EscapeDataString(to)}", ("loginName", "carol"), ("password", SiloHost.Password));
        answer.Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task Logout_Done_EndsTheSession()
    {
        using var browser = await Browser.LogInAsync(silo, "carol");
        using var logout = await browser.PostAsync("logout");
        using var after = await browser.GetAsync("jobs");
        after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        after.Headers.Location!.ToString().ShouldStartWith("/login");
    }

    [Fact]
    public async Task UnknownPage_ForPeople_IsAPage()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var answer = await browser.GetAsync("queues/not-there");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Check(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Device_WithErrors_NamesEachBesideItsField()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var site = await browser.PostAsync("sites", ("id", "page-site"), ("name", "Page site"));
        using var answer = await browser.PostAsync(
            "devices/new", ("site", "page-site"), ("id", "page-device"), ("name", ""), ("host", "a b"), ("protocol", "ipp"), ("port", "99999"), ("path", "x"));
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var field in new[] { "name", "host", "port", "path" })
        {
            html.ShouldContain($"id=\"f-{field}-error\"");
            html.ShouldContain($"f-{field}-error\" aria-invalid=\"true\"");
        }

        Check(html);
    }

    [Fact]
    public async Task Queue_AddedWithPrices_IsShownWithThem()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var added = await browser.PostAsync(
            "queues/new", ("id", "page-queue"), ("name", "Page queue"), ("kind", "private"), ("unknownOwner", "refuse"), ("keepHeldMinutes", "1.5"), ("keepReleasedMinutes", "0"), ("prices/monoPage", "0,0501"),
            ("intake/leastEvidence", "trustedWorkstation"), ("intake/trustedAddresses", "192.0.2.0/24, 198.51.100.7"), ("intake/pjl", "refuse"), ("intake/postScript", "pass"));
        added.Headers.Location!.ToString().ShouldBe("/queues/page-queue?done=added");
        var html = await browser.PageAsync("queues/page-queue");
        html.ShouldContain("value=\"0.0501\"");
        html.ShouldContain("value=\"1.5\"");
        html.ShouldContain("value=\"192.0.2.0/24, 198.51.100.7\"");
        html.ShouldContain("value=\"trustedWorkstation\" selected");
        Check(html);
    }

    [Fact]
    public async Task User_AddedWithAPin_ShowsItInThatOneAnswer()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var added = await browser.PostAsync("users/new", ("loginName", "erin"), ("displayName", "Erin <b>"), ("role", "user"), ("issuePin", "true"));
        var html = await added.Content.ReadAsStringAsync();
        var pin = SecretPattern().Match(html).Groups[1].Value;
        pin.Length.ShouldBe(6);
        html.ShouldContain("Erin &lt;b&gt;");
        var page = UserLink().Match(html).Groups[1].Value;
        var user = await browser.PageAsync(page);
        user.ShouldNotContain(pin);
        Check(user);
    }

    [Fact]
    public async Task Job_OfSomebodyElse_IsNotThereForAUser()
    {
        using var agent = TestAgent.New(silo);
        using var admin = await Browser.LogInAsync(silo, "root");
        var job = await SendJobAsync(agent, admin, silo.AdministratorId, "page-a");
        using var browser = await Browser.LogInAsync(silo, "carol");
        using var page = await browser.GetAsync($"jobs/{job}");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var delete = await browser.PostAsync($"jobs/{job}?handler=Delete");
        delete.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Check(await admin.PageAsync($"jobs/{job}"));
    }

    [Fact]
    public async Task OwnJob_DeletedInThePortal_BecomesACommandForTheAgent()
    {
        using var agent = TestAgent.New(silo);
        using var admin = await Browser.LogInAsync(silo, "root");
        var job = await SendJobAsync(agent, admin, silo.UserId, "page-b");
        using var browser = await Browser.LogInAsync(silo, "carol");
        Check(await browser.PageAsync($"jobs/{job}"));
        (await browser.PageAsync("jobs")).ShouldContain(job);
        using var delete = await browser.PostAsync($"jobs/{job}?handler=Delete");
        delete.Headers.Location!.ToString().ShouldBe($"/jobs/{job}?done=deleting");
        var command = await agent.ReadAsync(message => message.Command?.DeleteJob?.JobId == job);
        command.Command.DeleteJob.UserId.ShouldBe(silo.UserId);
    }

    [Fact]
    public async Task LiveStream_WhenAJobArrives_SaysThatJobsChanged()
    {
        using var agent = TestAgent.New(silo);
        using var browser = await Browser.LogInAsync(silo, "root");
        using var live = await browser.GetAsync("live", HttpCompletionOption.ResponseHeadersRead);
        live.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await using var stream = await live.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync())!.ShouldStartWith("retry:");
        var job = await SendJobAsync(agent, browser, silo.UserId, "page-c");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var seen = new List<string>();
        while (!seen.Any(line => line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("job", StringComparison.Ordinal)))
        {
            seen.Add(await reader.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException($"The stream ended; seen: {string.Join('|', seen)}"));
        }

        string.Join('|', seen).ShouldNotContain(job);
    }

    [Fact]
    public async Task Part_WhoseSessionIsOver_SendsTheWholePageToTheLogin()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "jobs");
        request.Headers.Add("HX-Request", "true");
        using var answer = await silo.Anonymous.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.GetValues("HX-Redirect").Single().ShouldBe("/login");
    }

    [Fact]
    public async Task Asset_WithItsVersion_IsKeptForGood()
    {
        using var browser = new Browser(silo);
        var address = StylePattern().Match(await browser.PageAsync("login")).Groups[1].Value;
        using var answer = await browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
    }

    private static async Task<string> SendJobAsync(TestAgent agent, Browser admin, string owner, string site)
    {
        using var added = await admin.PostAsync("sites", ("id", site), ("name", site));
        using var queue = await admin.PostAsync(
            "queues/new", ("id", "follow-me"), ("name", "Follow me"), ("kind", "pull"), ("unknownOwner", "hold"), ("keepHeldMinutes", "72"), ("keepReleasedMinutes", "24"), ("prices/monoPage", "0.05"), ("prices/colourPage", "0.20"));
        using var token = await admin.PostAsync($"sites/{site}?handler=AddAgent", ("agent", $"{site}-1"));
        var secrets = SecretPattern().Matches(await token.Content.ReadAsStringAsync());
        await agent.EnrolAsync(WebUtility.HtmlDecode(secrets[1].Groups[1].Value));
        var job = Events.NewId();
        await agent.SendAsync(Events.Received(1, job, "somebody", owner));
        return job;
    }

    private static void Check(string html)
    {
        html.ShouldContain("<html lang=\"en\">");
        Regex.Count(html, "<h1[ >]").ShouldBe(1, "one heading of the first level");
        Regex.Count(html, "<main[ >]").ShouldBe(1);
        InlinePattern().Matches(html).Select(match => match.Value).ShouldBeEmpty("nothing inline: the policy forbids it");
        Regex.Count(html, "<table[ >]").ShouldBe(Regex.Count(html, "<caption[ >]"), "every table has a caption");
        foreach (Match input in InputPattern().Matches(html))
        {
            var id = IdPattern().Match(input.Value).Groups[1].Value;
            (html.Contains($"for=\"{id}\"", StringComparison.Ordinal) || input.Value.Contains("form-check-input", StringComparison.Ordinal)).ShouldBeTrue($"no label: {input.Value}");
        }

        var ids = IdPattern().Matches(html).Select(match => match.Groups[1].Value).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count, $"ids are unique: {string.Join(' ', ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key))}");
    }

    [GeneratedRegex(@"<script(?![^>]* src=)|\sstyle=""|\son[a-z]+=""|javascript:", RegexOptions.None, 1_000)]
    private static partial Regex InlinePattern();

    [GeneratedRegex(@"<(input|select|textarea)(?![^>]*type=""hidden"")[^>]*>", RegexOptions.None, 1_000)]
    private static partial Regex InputPattern();

    [GeneratedRegex(@"\sid=""([^""]+)""", RegexOptions.None, 1_000)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"class=""secret[^""]*"">([^<]+)<", RegexOptions.None, 1_000)]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"href=""/(users/[0-9a-f-]{36})""", RegexOptions.None, 1_000)]
    private static partial Regex UserLink();

    [GeneratedRegex(@"href=""/(assets/[^""]+console\.css)""", RegexOptions.None, 1_000)]
    private static partial Regex StylePattern();
}
