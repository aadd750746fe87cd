using Microsoft.Playwright;
using Platen.E2E.Tests.Running;
using Platen.TestKit.Mail;

namespace Platen.E2E.Tests.Browser;

/// <summary>AU01, SC10 with a real browser and a real mail server: the mail settings and their test, registering by the mailed link up to the login at a device by the PIN, and a forgotten password.</summary>
[Collection(SystemGroup.Name)]
public sealed class SelfServicePagesTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Email = "beatrix.example@platen.test";
    private const string Password = "Kettle-drum-4852";
    private const string NewPassword = "Copper-kettle-52";

    [Fact]
    public async Task Person_Registers_PrintsByThePin_AndReplacesAForgottenPassword()
    {
        await using var server = await MailServer.StartAsync();
        var admin = await chromium.OpenAsync(1280, 900);
        await LogInAsync(admin, system.Administrator.LoginName, system.Administrator.Password);
        await SetMailServerAsync(admin, server);
        await AllowRegistrationAsync(admin, true);
        try
        {
            var pin = await RegisterAsync(server);
            // the branch learns of the PIN within a second; a try before that is a wrong PIN, and too many of those are slowed down
            using var terminal = await Eventually.GetAsync("a login at the device by the new PIN", async () => (PanelTerminal?)await system.LogInAtPanelAsync("mfp-raw", new { method = "pin", pin }), pause: TimeSpan.FromSeconds(3));
            await ReplacePasswordAsync(server);
        }
        finally
        {
            await AllowRegistrationAsync(admin, false);
        }

        await admin.GotoAsync(Address("settings/mail"));
        await admin.GetByText("new account").First.ScrollIntoViewIfNeededAsync();
        await Pictures.TakeAsync(admin, "console-mails");
    }

    // mutant: a mail server with a certificate of anybody gets name, password and mails
    private async Task SetMailServerAsync(IPage admin, MailServer server)
    {
        await admin.GotoAsync(Address("settings/mail"));
        await admin.GetByLabel("Host").FillAsync("localhost");
        await admin.GetByLabel("Port").FillAsync($"{server.Port}");
        await admin.GetByLabel("User name").FillAsync(MailServer.UserName);
        await admin.GetByLabel("Password").FillAsync(MailServer.Password);
        await admin.GetByLabel("Sender address").FillAsync("printing@platen.test");
        await admin.GetByLabel("Certificate authorities").FillAsync(""); // another test of the system may have set its own
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await admin.GetByText("Saved.").WaitForAsync();
        await SendTestAsync(admin);
        await admin.GetByText("The test mail was not sent:").WaitForAsync();
        (await admin.Locator(".alert-danger").InnerTextAsync()).ShouldContain("certificate", Case.Insensitive);
        server.Messages.ShouldBeEmpty();
        await Pictures.TakeAsync(admin, "console-mail-untrusted");

        await admin.GetByLabel("Certificate authorities").FillAsync(server.Ca.Pem);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await admin.GetByText("give it again").WaitForAsync();
        await admin.GetByLabel("Password").FillAsync(MailServer.Password);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await admin.GetByText("Saved.").WaitForAsync();
        await SendTestAsync(admin);
        await admin.GetByRole(AriaRole.Status).GetByText("250 2.0.0 taken as number 1").WaitForAsync();
        await Pictures.TakeAsync(admin, "console-mail");
        (await server.WaitAsync("admin@platen.test", "Test of the mail settings")).From.ShouldContain("printing@platen.test");
    }

    private static async Task SendTestAsync(IPage admin)
    {
        await admin.GetByLabel("Send a test mail to").FillAsync("admin@platen.test");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
    }

    private async Task AllowRegistrationAsync(IPage admin, bool on)
    {
        await admin.GotoAsync(Address("settings/registration"));
        await admin.GetByLabel("People register themselves").SetCheckedAsync(on);
        await admin.GetByLabel("A forgotten password is replaced").SetCheckedAsync(on);
        await admin.GetByLabel("Mail domains that may register").FillAsync("platen.test");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await admin.GetByText("Saved.").WaitForAsync();
        await Pictures.TakeAsync(admin, "console-registration");
    }

    private async Task<string> RegisterAsync(MailServer server)
    {
        var page = await chromium.OpenAsync(900, 800);
        await page.GotoAsync(Address("login"));
        await Pictures.TakeAsync(page, "portal-login-self-service");
        await page.GetByRole(AriaRole.Link, new() { Name = "Register" }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Beatrix Example");
        await page.GetByLabel("Your e-mail address").FillAsync(Email);
        await Pictures.TakeAsync(page, "portal-register");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await page.GetByText("A mail is on its way to you.").WaitForAsync();
        await Pictures.TakeAsync(page, "portal-register-sent");

        await OpenAsync(page, await server.WaitAsync(Email, "Confirm your e-mail address"));
        await ChooseAsync(page, Password, "Make my account", "portal-register-confirm");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your account is ready" }).WaitForAsync();
        await Pictures.TakeAsync(page, "portal-registered");
        var pin = (await page.Locator(".pin").InnerTextAsync()).Trim();
        pin.Length.ShouldBe(6);
        await server.WaitAsync(Email, "Your account is ready");
        return pin;
    }

    private async Task ReplacePasswordAsync(MailServer server)
    {
        var page = await chromium.OpenAsync(900, 800);
        await page.GotoAsync(Address("login"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgotten password" }).ClickAsync();
        await page.GetByLabel("Login name or e-mail address").FillAsync(Email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the mail" }).ClickAsync();
        await page.GetByText("If there is such a user").WaitForAsync();
        await Pictures.TakeAsync(page, "portal-forgotten-sent");
        await OpenAsync(page, await server.WaitAsync(Email, "Choose a new password"));
        await ChooseAsync(page, NewPassword, "Set the password", "portal-forgotten-password");
        await page.GetByText("The password is set.").WaitForAsync();
        await LogInAsync(page, Email, NewPassword);
        (await server.WaitAsync(Email, "Your login was changed")).Text.ShouldContain("by means of a link");
    }

    // the link as it was mailed, at the address that this test reaches the server by
    private async Task OpenAsync(IPage page, ReceivedMail mail)
    {
        mail.Link.ShouldContain("#");
        await page.GotoAsync(Address(new Uri(mail.Link).PathAndQuery.TrimStart('/') + "#" + mail.Token));
    }

    private static async Task ChooseAsync(IPage page, string password, string button, string picture)
    {
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("The password again").FillAsync(password);
        page.Url.ShouldNotContain("#", Case.Sensitive, "mutant: the token stays in the address, and so in the history");
        await Pictures.TakeAsync(page, picture);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    private async Task LogInAsync(IPage page, string name, string password)
    {
        await page.GotoAsync(Address("login"));
        await page.GetByLabel("Login name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).WaitForAsync();
    }

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
