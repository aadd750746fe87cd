using Microsoft.Playwright;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Browser;

/// <summary>The console in a browser: log in, live lists, ledger.</summary>
[Collection(SystemGroup.Name)]
public sealed class ConsolePagesTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Jobs_InAnOpenPage_ShowANewJobWithoutAReload_AndTheLedgerShowsItsPrice()
    {
        var user = await system.NewUserAsync();
        var page = await chromium.LogInAsync(system.Administrator, Address("login"));
        await Pictures.TakeAsync(page, "console-overview");
        await page.GotoAsync(Address("jobs"));
        await page.GetByRole(AriaRole.Heading, new() { Name = "Jobs" }).WaitForAsync();
        var document = await system.PrintAsync(user);
        await page.GetByText(document.Title).WaitForAsync();
        await Pictures.TakeAsync(page, "console-jobs");
        using (var terminal = await system.LogInAtPanelAsync(user))
        {
            (await terminal.ReleaseAsync((await terminal.JobAsync(document)).Job)).Stage.ShouldBe("completed");
        }

        await system.LedgerOfAsync((await system.ServerJobAsync(document)).Id);
        await page.GotoAsync(Address("ledger"));
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = document.Title }).WaitForAsync();
        await Pictures.TakeAsync(page, "console-ledger");
    }

    [Theory]
    [InlineData("devices", "Virtual MFP (RAW)")]
    [InlineData("queues", "Follow me")]
    [InlineData("users", "Alice Sample")]
    [InlineData("sites", "Main office")]
    [InlineData("sites/main", "Main office")]
    [InlineData("replication", "Main office")]
    [InlineData("parked-events", "No parked events.")]
    [InlineData("settings", "Allowed at a site that is cut off")]
    public async Task Lists_ShowTheSampleData(string list, string row)
    {
        var page = await chromium.LogInAsync(system.Administrator, Address("login"));
        await page.GotoAsync(Address(list));
        await page.GetByText(row).First.ScrollIntoViewIfNeededAsync();
        await Pictures.TakeAsync(page, "console-" + list.Replace('/', '-'));
    }

    [Fact]
    public async Task Job_OfNobody_IsGivenToItsOwner_WhoFindsItAtThePanel()
    {
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user, PrintClient.Nc); // RAW names nobody
        var page = await chromium.LogInAsync(system.Administrator, Address("login"));
        await page.GotoAsync(Address("jobs/" + (await system.ServerJobAsync(document)).Id));
        await page.GetByText("unclaimed").WaitForAsync();
        await Pictures.TakeAsync(page, "console-job");
        await page.GetByLabel("Give it to").SelectOptionAsync(user.Id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Give", Exact = true }).ClickAsync();
        using var terminal = await system.LogInAtPanelAsync(user);
        await terminal.JobAsync(document);
    }

    [Fact]
    public async Task OrdinaryUser_SeesOnlyOwnJobs()
    {
        var (user, other) = (await system.NewUserAsync(), await system.NewUserAsync());
        var (own, foreign) = (await system.PrintAsync(user), await system.PrintAsync(other));
        await system.ServerJobAsync(own);
        await system.ServerJobAsync(foreign);
        var page = await chromium.LogInAsync(user, Address("login"));
        await page.GotoAsync(Address("jobs"));
        await page.GetByText(own.Title).WaitForAsync();
        (await page.ContentAsync()).ShouldNotContain(foreign.Title);
    }

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
