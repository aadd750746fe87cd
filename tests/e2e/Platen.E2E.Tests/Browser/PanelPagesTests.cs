using Microsoft.Playwright;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Browser;

/// <summary>The panel on an MFP's browser: 800×480, no script.</summary>
[Collection(SystemGroup.Name)]
public sealed class PanelPagesTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>
{
    private const int Width = 800;
    private const int Height = 480;

    private static readonly (string Title, int Pages)[] Sent =
    [
        ("Quarterly report 2026 Q1.pdf", 12), ("Microsoft Word - Minutes of the meeting about the new branch.docx", 3), ("Timetable.pdf", 2), ("Invoice 4711", 1), ("slides.pptx", 36), ("Contract (signed).pdf", 8), ("photo.jpg", 1), ("e-mail", 2),
    ];

    [Fact]
    public async Task Card_AtAKeyboardWedgeReader_LogsInAndPrintsWithProgress()
    {
        var user = await system.NewUserAsync();
        var documents = new[] { await system.PrintAsync(user), await system.PrintAsync(user, PrintClient.Lp, document: SentDocument.PostScript(system.Documents, pages: 12)) };
        var page = await OpenPanelAsync("mfp-raw");
        await Pictures.TakeAsync(page, "panel-login");
        // a reader types the number and Enter, wherever the cursor is; the browser puts it in place when it first paints the page
        await page.Locator("#secret:focus").WaitForAsync();
        await page.Keyboard.TypeAsync(user.Card);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText(documents[1].Title).WaitForAsync();
        await Pictures.TakeAsync(page, "panel-jobs");
        await FitsAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Print all", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Finished" }).WaitForAsync();
        await Pictures.TakeAsync(page, "panel-finished");
        foreach (var document in documents)
        {
            await system.PrintedAsync(document);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByText("You are logged out.").WaitForAsync();
    }

    [Fact]
    public async Task Pin_OpensTheList_AndADeletedJobIsGone()
    {
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user);
        var page = await OpenPanelAsync("mfp-ipp");
        await page.GetByLabel("PIN or card", new() { Exact = true }).FillAsync(user.Pin);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.GetByLabel("Choose " + document.Title).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Delete these jobs?" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByText("No jobs are waiting for you here.").WaitForAsync();
    }

    [Fact]
    public async Task Password_OpensTheList_AndAWrongOneSaysSo()
    {
        var user = await system.NewUserAsync();
        var page = await OpenPanelAsync("mfp-ipps");
        await page.GetByText("Use name and password").ClickAsync();
        await page.GetByLabel("Login name").FillAsync(user.LoginName);
        await page.GetByLabel("Password").FillAsync("Wrong-" + user.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.GetByText("This was not recognised").WaitForAsync();
        await page.GetByLabel("Password").FillAsync(user.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.GetByText("No jobs are waiting for you here.").WaitForAsync();
    }

    // mutant: the words beside the heading do not wrap, and push the buttons off the screen
    [Fact]
    public async Task List_WhileTheServerIsSilent_KeepsItsButtonsOnTheScreen()
    {
        var user = await system.NewUserAsync();
        foreach (var (title, pages) in Sent)
        {
            await system.PrintAsync(user, document: SentDocument.PostScript(system.Documents, pages, title: title));
        }

        var page = await OpenPanelAsync("mfp-raw");
        await system.FreezeAsync(SystemPart.Server, frozen: true);
        try
        {
            await page.GetByLabel("PIN or card", new() { Exact = true }).FillAsync(user.Card);
            await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
            await page.GetByText("jobs of other branches are being asked for").WaitForAsync();
            await FitsAsync(page);
        }
        finally
        {
            await system.FreezeAsync(SystemPart.Server, frozen: false);
        }

        await Eventually.TrueAsync("the list without the words about other branches", async () =>
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Refresh" }).ClickAsync();
            return await page.GetByText("jobs of other branches").CountAsync() == 0;
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose all" }).ClickAsync();
        await FitsAsync(page);
        await Pictures.TakeAsync(page, "panel-list");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByText("You are logged out.").WaitForAsync();
    }

    private async Task<IPage> OpenPanelAsync(string device)
    {
        var page = await chromium.OpenAsync(Width, Height, script: false);
        await page.GotoAsync(new Uri(system.Endpoints.PanelProtocol, "/panel/" + device).ToString());
        return page;
    }

    private static async Task FitsAsync(IPage page)
    {
        // without script in the page itself, the browser's own layout still tells
        var box = await page.Locator("body").BoundingBoxAsync();
        box!.Width.ShouldBeLessThanOrEqualTo(Width);
        box.Height.ShouldBeLessThanOrEqualTo(Height);
        foreach (var control in await page.Locator("button, a.button").AllAsync())
        {
            var at = (await control.BoundingBoxAsync())!;
            (at.X + at.Width).ShouldBeLessThanOrEqualTo(Width, await control.InnerTextAsync());
        }
    }
}
