using Microsoft.Playwright;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Browser;

/// <summary>Logging in at a panel with the portal's help: by the phone's browser (AU27), and in two phases that the user has chosen (AU04). The panel runs without script.</summary>
[Collection(SystemGroup.Name)]
public sealed class LoginPagesTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Panel = "mfp-ipps";

    [Fact]
    public async Task Qr_ReadFromThePanelsPicture_AndApprovedInThePortal_LogsIn()
    {
        var user = await system.NewUserAsync();
        var panel = await OpenPanelAsync();
        await panel.GetByText("Use the phone").ClickAsync();
        var number = await panel.Locator("#number").TextContentAsync();
        await Pictures.TakeAsync(panel, "panel-qr");

        var phone = await chromium.LogInAsync(user, await ReadAsync(panel), 390, 780);
        await phone.GetByText("Which number does the device show?").WaitForAsync();
        await Pictures.TakeAsync(phone, "portal-qr");
        await phone.GetByRole(AriaRole.Button, new() { Name = number!, Exact = true }).ClickAsync();
        await phone.GetByText("You can put the phone away.").WaitForAsync();

        await panel.GetByText(user.DisplayName).WaitForAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await panel.GetByText("You are logged out.").WaitForAsync();
    }

    [Fact]
    public async Task TwoPhases_ChosenInThePortal_AreAskedForAtThePanel()
    {
        var user = await system.NewUserAsync();
        var portal = await chromium.LogInAsync(user, Address("profile"));
        await portal.GetByLabel("At devices, after the card, ask me for").SelectOptionAsync("pin");
        await portal.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await portal.GetByText("Saved.").WaitForAsync();
        await Pictures.TakeAsync(portal, "portal-profile");

        var panel = await OpenPanelAsync();
        // a setting reaches the branch within a moment; until then the card alone is enough
        await Eventually.TrueAsync("the branch knows what the user has chosen", () => IsAskedForPinAsync(panel, user));
        await Pictures.TakeAsync(panel, "panel-second");
        await panel.Locator("#secret").FillAsync(user.Pin);
        await panel.Keyboard.PressAsync("Enter");
        await panel.GetByText(user.DisplayName).WaitForAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
    }

    [Fact]
    public async Task Readers_ARuleIsTried_StepByStep()
    {
        var page = await chromium.LogInAsync(system.Administrator, Address("settings/readers"));
        await page.GetByLabel("What the reader sends").FillAsync("04:A2:B3:C4");
        await page.Locator("#f-rule").FillAsync("hex; reverse-bytes; to-decimal 10");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        (await page.Locator("#stored").TextContentAsync()).ShouldBe("3300106756");
        await Pictures.TakeAsync(page, "console-readers");
        await page.GotoAsync(Address("settings/logins"));
        await page.GetByLabel("Preset").WaitForAsync();
        await Pictures.TakeAsync(page, "console-logins");
    }

    // a foreign decoder reads what the panel shows, not what the server meant
    private async Task<string> ReadAsync(IPage panel)
    {
        var picture = Path.Combine(system.Documents, $"qr-{Guid.CreateVersion7():N}.png");
        await panel.Locator(".code img").ScreenshotAsync(new LocatorScreenshotOptions { Path = picture });
        var read = await Programs.RunAsync("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture]);
        read.ExitCode.ShouldBe(0, read.Output);
        // the decoder may complain of a missing D-Bus beside what it read
        var address = new Uri(read.Output.Split('\n').First(line => line.StartsWith("https://", StringComparison.Ordinal)).Trim());
        // the sample system has no name of its own: only the way within the portal counts
        return new Uri(system.Endpoints.Console, address.PathAndQuery).ToString();
    }

    private async Task<IPage> OpenPanelAsync()
    {
        var page = await chromium.OpenAsync(800, 480, script: false);
        await page.GotoAsync(PanelAddress());
        return page;
    }

    private async Task<bool> IsAskedForPinAsync(IPage panel, SampleUser user)
    {
        await panel.GotoAsync(PanelAddress());
        await panel.Locator("#secret").FillAsync(user.Card);
        await panel.Keyboard.PressAsync("Enter");
        await panel.GetByText("Now type your PIN").Or(panel.GetByText(user.DisplayName)).First.WaitForAsync();
        if (await panel.GetByText("Now type your PIN").CountAsync() > 0)
        {
            return true;
        }

        await panel.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        return false;
    }

    private string PanelAddress() => new Uri(system.Endpoints.PanelProtocol, "/panel/" + Panel).ToString();

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
