using Microsoft.Playwright;
using Platen.E2E.Tests.Running;
using Platen.TestKit.Mail;
using Platen.TestKit.Users;

namespace Platen.E2E.Tests.Browser;

/// <summary>
/// ASVS 6.3.3, 6.4.1, 6.3.7 with a real browser and a real mail server: from an initial password to an own one, a second factor set up, used, replaced by a recovery code and taken away by an administrator, a lock; and the mails about each.
/// </summary>
[Collection(SystemGroup.Name)]
public sealed class SecondFactorPagesTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>
{
    private const string LoginName = "dora.twofold";
    private const string Email = "dora.twofold@platen.test";
    private const string Own = "Copper-kettle-52";

    // Mutants: the initial password opens the portal; the factor is not asked for; nobody is told of a code, a lock or a factor that is gone
    [Fact]
    public async Task Person_FromInitialPasswordToALostTelephone_IsAskedAndToldAtEachStep()
    {
        await using var server = await MailServer.StartAsync();
        await SetMailServerAsync(server);
        var made = await system.Server.SendAsync(HttpMethod.Post, "users", new { loginName = LoginName, displayName = "Dora Twofold", email = Email, drawPassword = true });
        var id = made.GetProperty("user").GetProperty("id").GetString()!;
        var page = await chromium.OpenAsync(1100, 900);
        await ChooseOwnPasswordAsync(page, made.GetProperty("password").GetString()!);
        (await server.WaitAsync(Email, "The password was changed")).Subject.ShouldBe("Your login was changed");

        var (app, recovery) = await SetUpAsync(page);
        await server.WaitAsync(Email, "A second factor was set up");
        await LogOutAsync(page);
        await LogInAsync(page, "");
        await page.GetByText("Give the code that your app shows now").WaitForAsync();
        await Pictures.TakeAsync(page, "portal-login-code");
        await LogInAsync(page, app.Code(TimeProvider.System.GetUtcNow(), stepsAhead: 1));
        await LogOutAsync(page);
        await LogInAsync(page, recovery[0]);
        await LogOutAsync(page);
        (await server.WaitAsync(Email, "one of your recovery codes")).Text.ShouldNotContain(recovery[0]);
        await LogInAsync(page, recovery[0]);
        await page.GetByText("The name or the password is wrong").WaitForAsync();

        await TakeAwayAsync(id);
        await server.WaitAsync(Email, "The second factor was taken away");
        await LogInAsync(page, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).WaitForAsync();
        await LogOutAsync(page);
        for (var failure = 0; failure < 5; failure++)
        {
            await FillAsync(page, "Wrong-kettle-52", "");
            await page.GetByText("The name or the password is wrong").WaitForAsync();
        }

        (await server.WaitAsync(Email, "PIN and password are locked")).Text.ShouldContain("127.0.0.1");
        server.Messages.ShouldAllBe(message => !ReceivedMail.Read(message).Text.Contains("kettle", StringComparison.OrdinalIgnoreCase), "no mail has a password");
    }

    private async Task ChooseOwnPasswordAsync(IPage page, string given)
    {
        await page.GotoAsync(Address("jobs"));
        await FillAsync(page, given, "");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Choose your own password" }).WaitForAsync();
        await Pictures.TakeAsync(page, "portal-first-password");
        await page.GotoAsync(Address("profile"));
        new Uri(page.Url).AbsolutePath.ShouldBe("/first-password", "nothing else is open");
        await page.GetByLabel("The password that you were given").FillAsync(given);
        await page.GetByLabel("Your own password").FillAsync(Own);
        await page.GetByLabel("The password again").FillAsync(Own);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the password" }).ClickAsync();
        await page.GetByText("Your password is set. Log in with it.").WaitForAsync();
        await LogInAsync(page, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).WaitForAsync();
    }

    private async Task<(AuthenticatorApp App, string[] Recovery)> SetUpAsync(IPage page)
    {
        await page.GotoAsync(Address("second-factor"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await page.Locator("svg.qr").WaitForAsync();
        await Pictures.TakeAsync(page, "portal-second-factor");
        var app = new AuthenticatorApp(await page.Locator(".secret").InnerTextAsync());
        await page.GetByLabel("The code that the app shows now").FillAsync(app.Code(TimeProvider.System.GetUtcNow()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await page.GetByText("These recovery codes are shown now and never again").WaitForAsync();
        var codes = (await page.Locator(".secret").InnerTextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        codes.Length.ShouldBe(10);
        await Pictures.TakeAsync(page, "portal-recovery-codes");
        return (app, codes);
    }

    private async Task TakeAwayAsync(string user)
    {
        var admin = await chromium.LogInAsync(system.Administrator, Address($"users/{user}"));
        await admin.GetByText("Take it away…").ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Take the second factor away" }).ClickAsync();
        await admin.GetByText("There is none: the password alone opens console and portal.").WaitForAsync();
    }

    private async Task SetMailServerAsync(MailServer server)
    {
        await system.Server.SendAsync(HttpMethod.Put, "mail-server", new
        {
            enabled = true, host = "localhost", port = server.Port, security = "tls", certificateAuthorities = server.Ca.Pem, userName = MailServer.UserName, password = MailServer.Password, senderAddress = "printing@platen.test",
        });
    }

    private static Task LogOutAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();

    private async Task LogInAsync(IPage page, string code)
    {
        await page.GotoAsync(Address("login"));
        await FillAsync(page, Own, code);
    }

    private static async Task FillAsync(IPage page, string password, string code)
    {
        await page.GetByLabel("Login name").FillAsync(LoginName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("Code of the second factor").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
