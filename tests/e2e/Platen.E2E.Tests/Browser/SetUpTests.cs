using System.Security.Cryptography;
using Microsoft.Playwright;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Browser;

/// <summary>A system without sample data is set up in the browser, by the one-time link.</summary>
public sealed class SetUpTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task SetUpLink_MakesTheFirstAdministrator_WhoLogsIn()
    {
        await using var system = await EmptySystem.StartAsync();
        var password = "Aa1" + RandomNumberGenerator.GetHexString(16);
        var page = await chromium.OpenAsync(1280, 800);
        await page.GotoAsync(system.Endpoints.SetUpLink.ShouldNotBeNull());
        await Pictures.TakeAsync(page, "console-setup");
        await page.GetByLabel("Your company").FillAsync("Example company");
        await page.GetByLabel("Your name").FillAsync("Ada Example");
        await page.GetByLabel("Login name").FillAsync("ada");
        await page.Locator("input[name=password]").FillAsync(password);
        await page.Locator("input[name=again]").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await page.GetByLabel("Login name").FillAsync("ada");
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).WaitForAsync();
        // the link was good once
        await page.GotoAsync(system.Endpoints.SetUpLink!);
        page.Url.ShouldNotContain("/setup");
    }
}
