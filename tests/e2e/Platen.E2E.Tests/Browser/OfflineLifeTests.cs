using Microsoft.Playwright;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Browser;

/// <summary>MS05, AU05, AU06, AU08: what a branch that is cut off takes on at its panel becomes real when the line is back; with the real programs and a browser without script.</summary>
[Collection(SystemGroup.Name)]
public sealed class OfflineLifeTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string NewCard = "04AA55BB77CC";

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => system.RestartAsync();

    [Fact]
    public async Task CardAndPin_AskedForOffline_WorkWhenTheLineIsBack()
    {
        await system.NewUserAsync(); // the administrator is logged in then
        var user = await system.Server.AddUserWithoutPinAsync("offline-life", "Pass-word-42-offline!", "04AA55BB77DD");
        await WorksAsync(new { method = "card", card = user.Card });
        var page = await LogInAsync(user.Card);
        await system.KillServerAsync();
        await AskAsync(page);

        await system.RestartAsync();
        page = await LogInAsync(user.Card);
        await Eventually.TrueAsync("the new PIN to be granted", async () =>
        {
            await page.ReloadAsync();
            return await page.GetByText("The new PIN that you asked for is ready.").CountAsync() > 0;
        });
        await Pictures.TakeAsync(page, "panel-pin-ready");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show my new PIN" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show my new PIN" }).ClickAsync();
        var pin = await page.Locator("#pin").InnerTextAsync();

        await WorksAsync(new { method = "pin", pin });
        await WorksAsync(new { method = "card", card = NewCard });
        (await system.Server.ParkedAsync()).ShouldBe(0);
    }

    private static async Task AskAsync(IPage page)
    {
        var account = page.Url.Replace("/jobs", "/account", StringComparison.Ordinal);
        await Eventually.TrueAsync("the panel to say that the branch is offline", async () =>
        {
            await page.GotoAsync(account);
            return await page.GetByText("The branch is offline. Jobs that were sent here").CountAsync() > 0;
        });
        await Pictures.TakeAsync(page, "panel-offline");
        await page.Locator("#card").FillAsync(NewCard);
        await page.GetByRole(AriaRole.Button, new() { Name = "Register the card" }).ClickAsync();
        await page.GetByText("The card is noted.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for a new PIN" }).ClickAsync();
        await page.GetByText("Your wish for a new PIN is noted.").First.WaitForAsync();
        await Pictures.TakeAsync(page, "panel-offline-asked");
    }

    // few attempts: what is wrong is slowed down
    private Task WorksAsync(object credential) => Eventually.TrueAsync(
        "a login with " + credential,
        async () =>
        {
            using var terminal = await system.LogInAtPanelAsync("mfp-ipps", credential);
            return true;
        },
        pause: TimeSpan.FromSeconds(1));

    private async Task<IPage> LogInAsync(string card)
    {
        var page = await chromium.OpenAsync(800, 480, script: false);
        await page.GotoAsync(new Uri(system.Endpoints.PanelProtocol, "/panel/mfp-raw").ToString());
        await page.Locator("#secret:focus").WaitForAsync();
        await page.Keyboard.TypeAsync(card);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).WaitForAsync();
        return page;
    }
}
