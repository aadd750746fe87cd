using System.Text.Json;
using Microsoft.Playwright;
using Platen.E2E.Tests.Running;
using Platen.TestKit.Directories;

namespace Platen.E2E.Tests.Browser;

/// <summary>
/// AU21, MS05: a login at the panel with a password that OpenLDAP checks by a bind: browser, agent, server and slapd are the real programs. Then without the directory, and without the server.
/// </summary>
[Collection(SystemGroup.Name)]
public sealed class DirectoryLoginTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Away = "The company's directory, which checks this password, cannot be reached now. Use your card or PIN, or try again later.";
    private const string Panel = "mfp-ipps";

    private static int _directories;

    private readonly string _directory = $"e2e-{Interlocked.Increment(ref _directories)}";
    private Slapd _slapd = null!;
    private bool _gone;

    private string Person => _directory + "-bea";

    private string Card { get; } = $"04887766{_directories:X4}55";

    public async Task InitializeAsync() => _slapd = await Slapd.StartAsync(Slapd.Person(Person, "Bea Directory", "Her-own-1") + Slapd.Group(_directory + "-staff", Person));

    public async Task DisposeAsync()
    {
        await system.RestartAsync();
        await GoAwayAsync();
    }

    [Fact]
    public async Task Password_OfTheDirectory_OpensThePanel_AndWithoutTheDirectoryThePanelSaysWhatWorks()
    {
        await system.NewUserAsync(); // the administrator is logged in then
        await SynchroniseInTheConsoleAsync();
        await KnownAtTheBranchAsync();
        var page = await OpenAsync();
        await TryAsync(page, "Somebody-elses-1");
        await page.GetByText("This was not recognised").WaitForAsync();
        await TryAsync(page, "Her-own-1");
        await LogOutAsync(page);
        (await system.Server.AuditAsync("password.checked") + await system.Server.AuditAsync("login.failed")).ShouldNotContain("Her-own-1");

        // the directory is away: nothing is known here to check against, and the page says so in words
        await GoAwayAsync();
        page = await OpenAsync();
        await TryAsync(page, "Her-own-1");
        await page.GetByText(Away).WaitForAsync();
        await Pictures.TakeAsync(page, "panel-directory-away");
        await CardWorksAsync();

        // the server too: the same words, and the card works still
        await system.KillServerAsync();
        page = await OpenAsync();
        await Eventually.TrueAsync("the panel to say that nobody can check the password", async () =>
        {
            await TryAsync(page, "Her-own-1");
            await page.GetByText(Away).Or(page.GetByText("not recognised")).First.WaitForAsync();
            return await page.GetByText(Away).CountAsync() > 0;
        });
        await CardWorksAsync();
    }

    // Mutants: no verifier is kept, or it never reaches the branch; a verifier lets a wrong password in
    [Fact]
    public async Task Password_WhereAVerifierIsKept_WorksAtABranchThatIsCutOff()
    {
        await system.NewUserAsync();
        await PutAsync(keepsVerifier: true);
        await SynchroniseAsync();
        await KnownAtTheBranchAsync();
        var page = await OpenAsync();
        await TryAsync(page, "Her-own-1");
        await LogOutAsync(page);
        await GoAwayAsync();
        await Eventually.TrueAsync("the verifier at the branch", async () =>
        {
            page = await OpenAsync();
            await TryAsync(page, "Her-own-1");
            await page.GetByText(Away).Or(page.GetByRole(AriaRole.Button, new() { Name = "Log out" })).First.WaitForAsync();
            return await page.GetByText(Away).CountAsync() == 0;
        });
        await LogOutAsync(page);

        await system.KillServerAsync();
        page = await OpenAsync();
        await TryAsync(page, "Somebody-elses-1");
        await page.GetByText("This was not recognised").WaitForAsync();
        await TryAsync(page, "Her-own-1");
        await LogOutAsync(page);
    }

    private async Task SynchroniseInTheConsoleAsync()
    {
        var page = await chromium.LogInAsync(system.Administrator, Address("directories/new"));
        foreach (var (field, text) in new[]
        {
            ("id", _directory), ("name", "Corporate directory"), ("host", "127.0.0.1"), ("port", $"{_slapd.SecurePort}"), ("certificateAuthorities", _slapd.Ca.Pem), ("bindDn", Slapd.Administrator), ("password", Slapd.Password),
            ("peopleBase", "ou=people," + Slapd.Root), ("groupBase", "ou=groups," + Slapd.Root),
        })
        {
            await page.Locator($"[name={field}]").FillAsync(text);
        }

        await page.Locator("[name=schema]").SelectOptionAsync("openLdap");
        await Pictures.TakeAsync(page, "console-directory-new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test the settings" }).ClickAsync();
        await page.GetByText($"{Person}: Bea Directory").WaitForAsync();
        await Pictures.TakeAsync(page, "console-directory");
        await page.GetByRole(AriaRole.Button, new() { Name = "Synchronise now" }).ClickAsync();
        await EnteredAsync();
        await page.GotoAsync(Address("directories"));
        await Pictures.TakeAsync(page, "console-directories");
    }

    private Task<JsonElement> PutAsync(bool keepsVerifier) => system.Server.SendAsync(HttpMethod.Put, "directories/" + _directory, new
    {
        name = "Corporate directory", schema = "openLdap", host = "127.0.0.1", port = _slapd.SecurePort, security = "ldaps", certificateAuthorities = _slapd.Ca.Pem, bindDn = Slapd.Administrator, password = Slapd.Password,
        peopleBase = "ou=people," + Slapd.Root, groupBase = "ou=groups," + Slapd.Root, syncMinutes = 0, keepsVerifier,
    });

    private async Task SynchroniseAsync()
    {
        await system.Server.SendAsync(HttpMethod.Post, $"directories/{_directory}/runs", new { kind = "full" });
        await EnteredAsync();
    }

    // a card, so that the branch can be seen to know the user without a password
    private async Task EnteredAsync()
    {
        var user = await Eventually.GetAsync($"{Person} among the users", async () => await system.Server.FindUserAsync(Person) is { } found ? (object)found : null);
        await system.Server.SendAsync(HttpMethod.Post, $"users/{((JsonElement)user).GetProperty("id").GetString()}/cards", new { number = Card });
    }

    private Task KnownAtTheBranchAsync() => Eventually.TrueAsync($"{Person} at the branch", async () =>
    {
        await CardWorksAsync();
        return true;
    }, pause: TimeSpan.FromSeconds(1));

    private async Task CardWorksAsync()
    {
        using var terminal = await system.LogInAtPanelAsync("mfp-lpr", new { method = "card", card = Card });
        await terminal.LogOutAsync();
    }

    private async Task GoAwayAsync()
    {
        if (!_gone)
        {
            _gone = true;
            await _slapd.DisposeAsync();
        }
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await chromium.OpenAsync(800, 480, script: false);
        await page.GotoAsync(new Uri(system.Endpoints.PanelProtocol, "/panel/" + Panel).ToString());
        await page.GetByText("Use name and password").ClickAsync();
        return page;
    }

    private async Task TryAsync(IPage page, string password)
    {
        await page.GetByLabel("Login name").FillAsync(Person);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }

    private static async Task LogOutAsync(IPage page)
    {
        await page.GetByText("Bea Directory").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByText("You are logged out.").WaitForAsync();
    }

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
