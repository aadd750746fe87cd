using System.Text.Json;
using Microsoft.Playwright;
using Platen.E2E.Tests.Running;
using Platen.TestKit.OpenId;

namespace Platen.E2E.Tests.Browser;

/// <summary>AU22–AU24, AU26: logging in at the console and portal by a certified OpenID Connect provider that nobody here wrote, in a real browser, through the real server: to the provider's pages, back, and out again.</summary>
[Collection(SystemGroup.Name)]
public sealed class ProviderLoginTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Button = "Company login";
    private const string Failed = "The company's login did not let you in.";

    private OidcProvider _provider = null!;

    public async Task InitializeAsync()
    {
        _provider = await OidcProvider.StartAsync(Address("login/openid/callback"));
        await PutAsync(_provider.Issuer);
    }

    public async Task DisposeAsync()
    {
        await PutAsync(_provider.Issuer, enabled: false);
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Settings_InTheConsole_AreTestedAtTheProvider()
    {
        var page = await chromium.LogInAsync(system.Administrator, Address("identity-provider"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
        await page.GetByText("The provider answers, and its metadata is as it should be.").WaitForAsync();
        await Pictures.TakeAsync(page, "console-identity-provider");
    }

    // Mutants: the groups claim is not taken over; the page asked for is forgotten on the way; logging out leaves our session
    [Fact]
    public async Task Login_AtTheProvider_LeadsBackToThePageAskedFor_WithTheGroups_AndEndsByLogout()
    {
        var page = await chromium.OpenAsync(1280, 800);
        await page.GotoAsync(Address("profile"));
        await page.GetByRole(AriaRole.Link, new() { Name = Button }).WaitForAsync();
        await Pictures.TakeAsync(page, "console-login-provider");
        await LogInAtProviderAsync(page, "alice");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).WaitForAsync();
        page.Url.ShouldBe(Address("profile"));
        await page.GetByText("Alice Müller").First.WaitForAsync();
        await Pictures.TakeAsync(page, "portal-profile-provider");

        var user = await PersonAsync();
        user.GetProperty("email").GetString().ShouldBe("alice@peers.test");
        user.GetProperty("hasPassword").GetBoolean().ShouldBeFalse("the password is the provider's (AU24)");
        (await GroupsAsync(user)).ShouldBe(["printers-admins", "staff"], ignoreOrder: true);
        var panel = await Should.ThrowAsync<SystemFaultException>(() => system.LogInAtPanelAsync("mfp-lpr", new { method = "password", loginName = "alice-2", password = "any" }));
        panel.Status.ShouldBe(401, "what the provider takes for a password is none at a panel (AU26)");

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Button }).WaitForAsync();
        await page.GotoAsync(Address("profile"));
        page.Url.ShouldContain("/login", Case.Sensitive, "our session has ended");
        // the provider's own session is its own affair: a click there is a login
        await page.GetByRole(AriaRole.Link, new() { Name = Button }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).WaitForAsync();
    }

    // ASVS 7.5.1. Mutants: the click at the start counts as a proof; the provider's own session answers; one is not led back
    [Fact]
    public async Task NewPin_AsksTheProviderForAProofOfNow_AndLeadsBack()
    {
        var page = await chromium.OpenAsync(1280, 800);
        await page.GotoAsync(Address("profile"));
        await LogInAtProviderAsync(page, "carol");
        await DrawPinAsync(page);
        await page.GetByText("it asks you anew, and leads back here").WaitForAsync();
        await Pictures.TakeAsync(page, "console-login-again-provider");
        await LogInAtProviderAsync(page, "carol");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).WaitForAsync();
        page.Url.ShouldBe(Address("profile"));
        await DrawPinAsync(page);
        await page.GetByText("The new PIN. It is shown now and never again").WaitForAsync();
    }

    // Mutants: ValidateAudience, ValidateIssuer off. The tokens are signed by the provider's own key, and right but for the one claim.
    [Theory]
    [InlineData("mallory-aud", "Audience")]
    [InlineData("mallory-iss", "Issuer")]
    public async Task Token_ForAnotherClientOrOfAnotherIssuer_LetsNobodyIn_AndThePageSaysSoPlainly(string person, string reason)
    {
        var page = await chromium.OpenAsync(1280, 800);
        await page.GotoAsync(Address("login"));
        await LogInAtProviderAsync(page, person);
        await page.GetByText(Failed).WaitForAsync();
        await Pictures.TakeAsync(page, "console-login-refused");
        await RefusedPlainlyAsync(page);
        (await system.Server.FindUserAsync(person)).ShouldBeNull("nobody is made of a token that is not believed");
        (await system.Server.AuditAsync("login.failed")).ShouldContain(reason);
    }

    // Mutant: the metadata's issuer is not compared with the settings'
    [Fact]
    public async Task Provider_ThatCallsItselfOtherwise_IsNotGoneTo()
    {
        await PutAsync(_provider.Issuer + "/another");
        var page = await chromium.OpenAsync(390, 844);
        await page.GotoAsync(Address("login"));
        await page.GetByRole(AriaRole.Link, new() { Name = Button }).ClickAsync();
        await page.GetByText(Failed).WaitForAsync();
        await RefusedPlainlyAsync(page);
    }

    // the certified provider's own development forms
    private static async Task LogInAtProviderAsync(IPage page, string person)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = Button }).ClickAsync();
        await page.Locator("input[name=login]").FillAsync(person);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        // agreed once, it is not asked again
        var consent = page.Locator("input[name=prompt][value=consent]");
        await consent.Or(page.Locator("a.brand, .login-logo").First).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        if (await consent.CountAsync() > 0)
        {
            await page.Locator("button[type=submit]").ClickAsync();
        }
    }

    private static async Task DrawPinAsync(IPage page)
    {
        await page.GetByText("Draw a new PIN…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Draw it" }).ClickAsync();
    }

    private static async Task RefusedPlainlyAsync(IPage page)
    {
        new Uri(page.Url).AbsolutePath.ShouldBe("/login");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).CountAsync()).ShouldBe(0);
        var text = await page.Locator("body").InnerTextAsync();
        foreach (var inside in new[] { "Exception", "token", "issuer", "audience", "evil.test" })
        {
            text.ShouldNotContain(inside, Case.Insensitive, "why it failed is for administrators");
        }
    }

    private async Task<JsonElement> PersonAsync()
    {
        // the system's sample data has an alice of its own: whoever comes from elsewhere is somebody else
        var found = await system.Server.SendAsync(HttpMethod.Get, "users?search=alice@peers.test");
        var user = found.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        user.GetProperty("loginName").GetString().ShouldBe("alice-2");
        return user;
    }

    private async Task<IReadOnlyList<string>> GroupsAsync(JsonElement user)
    {
        var names = new List<string>();
        foreach (var group in user.GetProperty("groups").EnumerateArray())
        {
            names.Add((await system.Server.SendAsync(HttpMethod.Get, "groups/" + group.GetString())).GetProperty("name").GetString()!);
        }

        return names;
    }

    private Task<JsonElement> PutAsync(string issuer, bool enabled = true) => system.Server.SendAsync(HttpMethod.Put, "identity-provider", new
    {
        name = Button, enabled, issuer, clientId = OidcProvider.ClientId, clientSecret = OidcProvider.ClientSecret, publicAddress = system.Endpoints.Console.ToString().TrimEnd('/'),
        certificateAuthorities = _provider.Ca.Pem, scopes = "openid profile email groups",
    });

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
