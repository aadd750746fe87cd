using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;
using Platen.E2E.Tests.Running;
using Platen.TestKit.OpenId;

namespace Platen.E2E.Tests.Browser;

/// <summary>
/// AU18, AU22, PR24, PR28 with the published desktop client: its login through the real browser by the certified OpenID Connect provider, the jobs that another program printed, and the logout when idle.
/// </summary>
[Collection(SystemGroup.Name)]
public sealed class DesktopClientTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Button = "Company login";

    private readonly string _client = $"desktop-{Guid.CreateVersion7():N}"[..24];
    private DesktopMachine _machine = null!;
    private OidcProvider _provider = null!;

    public async Task InitializeAsync()
    {
        await system.NewUserAsync(); // the administrator is logged in then
        _provider = await OidcProvider.StartAsync(Address("login/openid/callback"));
        await PutProviderAsync(enabled: true);
        await system.Server.SendAsync(HttpMethod.Put, "clients/" + _client, new
        {
            name = "Desktop client", authentication = "none", desktop = true, scopes = new[] { "own-jobs" }, grants = new[] { "authorization_code", "refresh_token" }, redirectAddresses = new[] { "http://127.0.0.1/answer" },
        });
        _machine = new DesktopMachine(Directory.CreateDirectory(Path.Combine(system.Documents, _client)).FullName, system.Endpoints, _client);
    }

    public async Task DisposeAsync()
    {
        await PutProviderAsync(enabled: false);
        await _provider.DisposeAsync();
    }

    // Mutants: the program's own address is not named in the consent page's policy, and the browser stops there; idle time is not looked at when the program starts
    [Fact]
    public async Task Client_LoggedInByTheProvider_ListsAndDeletesWhatWasPrinted_AndIsLoggedOutWhenIdle()
    {
        await LogInAsync();
        var status = JsonSerializer.Deserialize<JsonElement>((await _machine.RunAsync(null, "status", "--json")).MustSucceed().Output);
        var user = (await system.Server.FindUserAsync(status.GetProperty("loginName").GetString()!))!.Value;
        user.GetProperty("email").GetString().ShouldBe("dora@peers.test");
        await KnownAtTheSiteAsync(user);

        var document = SentDocument.PostScript(system.Documents, pages: 2);
        (await system.TryPrintAsync(document, user.GetProperty("loginName").GetString()!, PrintClient.Lp)).MustSucceed();
        var job = await Eventually.GetAsync("the printed job in the desktop client's list", async () => (await _machine.JobsAsync()).Select(listed => (JsonElement?)listed).FirstOrDefault(listed => listed!.Value.GetProperty("title").GetString() == document.Title) as object);
        var row = (JsonElement)job;
        (row.GetProperty("pages").GetInt32(), row.GetProperty("site").GetString(), row.GetProperty("state").GetString()).ShouldBe((2, "main", "pending-held"));
        var table = (await _machine.RunAsync(null, "jobs")).MustSucceed().Output;
        table.ShouldContain(document.Title);
        table.ShouldContain(row.GetProperty("shortId").GetString()!);

        var own = SentDocument.PostScript(system.Documents, pages: 3);
        (await _machine.RunAsync(null, "print", own.File, "-o", "sides=two-sided-long-edge")).MustSucceed().Output.ShouldContain("accepted by ipps://");
        var printed = await Eventually.GetAsync("the job that the desktop client sent", async () => (await system.Server.JobsAsync("")).FirstOrDefault(known => known.Sha256 == own.Sha256));
        printed.Owner.ShouldBe(user.GetProperty("id").GetString());
        (await _machine.RunAsync(null, "print", own.File, "--queue", "no-such-queue")).ExitCode.ShouldBe(4);
        (await _machine.RunAsync(null, "delete", printed.Id)).MustSucceed();

        (await _machine.RunAsync(null, "delete", row.GetProperty("shortId").GetString()!)).MustSucceed();
        await Eventually.TrueAsync("the deleted job gone from the list", async () => (await _machine.JobsAsync()).Count == 0);
        await IdleAsync(user);
    }

    private async Task LogInAsync()
    {
        var login = _machine.RunAsync(null, "login");
        var page = await chromium.OpenAsync(1280, 800);
        await page.GotoAsync(await _machine.OpenedAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = Button }).ClickAsync();
        await page.Locator("input[name=login]").FillAsync("dora");
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.Locator("input[name=prompt][value=consent]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("button[type=submit]").ClickAsync();
        await page.GetByText("wants to act with your name").WaitForAsync();
        (await page.Locator("body").InnerTextAsync()).ShouldContain("does not use it for 30 minutes");
        await Pictures.TakeAsync(page, "portal-consent-desktop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await page.GetByText("Go back to the program").WaitForAsync();
        (await login).MustSucceed().Output.ShouldContain("Logged in as Dora");
    }

    // one who has a card logs in at a panel as soon as the site knows of it, and so of the user
    private async Task KnownAtTheSiteAsync(JsonElement user)
    {
        var card = RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await system.Server.LogInAsync(system.Administrator);
        await system.Server.SendAsync(HttpMethod.Post, $"users/{user.GetProperty("id").GetString()}/cards", new { number = card });
        await Eventually.TrueAsync("the provider's user at the site", async () =>
        {
            using var terminal = await system.LogInAtPanelAsync("mfp-lpr", new { method = "card", card });
            await terminal.LogOutAsync();
            return true;
        }, pause: TimeSpan.FromSeconds(1));
    }

    private async Task IdleAsync(JsonElement user)
    {
        var programs = $"users/{user.GetProperty("id").GetString()}/authorizations";
        (await system.Server.SendAsync(HttpMethod.Get, programs)).GetProperty("items").GetArrayLength().ShouldBe(1);
        var clock = new SteppedClock(system.Documents);
        clock.Step(TimeSpan.FromMinutes(31));
        var idle = await _machine.RunAsync(clock, "jobs");
        idle.ExitCode.ShouldBe(3, idle.Output);
        idle.Output.ShouldContain("was not used since");
        File.Exists(_machine.LoginFile).ShouldBeFalse("its tokens are gone");
        (await system.Server.SendAsync(HttpMethod.Get, programs)).GetProperty("items").GetArrayLength().ShouldBe(0, "and ended at the server");
        (await _machine.RunAsync(null, "jobs")).ExitCode.ShouldBe(3);
    }

    private Task<JsonElement> PutProviderAsync(bool enabled) => system.Server.SendAsync(HttpMethod.Put, "identity-provider", new
    {
        name = Button, enabled, issuer = _provider.Issuer, clientId = OidcProvider.ClientId, clientSecret = OidcProvider.ClientSecret, publicAddress = system.Endpoints.Console.ToString().TrimEnd('/'),
        certificateAuthorities = _provider.Ca.Pem, scopes = "openid profile email groups",
    });

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
