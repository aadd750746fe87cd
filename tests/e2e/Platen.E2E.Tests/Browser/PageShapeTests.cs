using Microsoft.Playwright;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Browser;

/// <summary>Every page of console and portal in a usual window and on a phone: nothing is wider than the window, each field has a label, and the navigation stands in one row where there is room. Tables and the navigation may scroll in themselves.</summary>
[Collection(SystemGroup.Name)]
public sealed class PageShapeTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] Pages =
    [
        "", "jobs", "queues", "devices", "devices/new", "sites", "sites/main", "replication", "parked-events", "users", "users/new", "users/import", "groups", "roles", "roles/new", "directories", "directories/new", "identity-provider", "ledger", "audit", "device-log", "devices/main/mfp-raw/log", "backups", "settings/credit",
        "settings", "settings/logins", "settings/readers", "settings/registration", "settings/mail", "licences", "clients", "clients/new", "profile", "second-factor", "codebooks", "contracts", "contracts/recipients", "contracts/reports/provider-contracts", "contracts/reports/customer-contracts", "contracts/reports/contract-history",
    ];

    private const string TooWide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    private const string Unlabelled = """
        [...document.querySelectorAll('main input, main select, main textarea')].filter(field => field.type !== 'hidden' && !field.labels?.length && !field.getAttribute('aria-label') && !field.getAttribute('aria-labelledby')).map(field => field.name).join(' ')
        """;

    // mutants: the navigation does not scroll in itself; a table is not put into a box that scrolls
    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public async Task Pages_OfTheConsole_FitTheWindow_AndNameTheirFields(int width, int height)
    {
        var user = await system.NewUserAsync();
        await system.Server.SendAsync(HttpMethod.Put, $"users/{user.Id}/roles", new { roles = new[] { new { role = "auditor" } } });
        var group = (await system.Server.SendAsync(HttpMethod.Post, "groups", new { name = $"Accounting {width}" })).GetProperty("id").GetString();
        await system.Server.SendAsync(HttpMethod.Patch, "users/" + user.Id, new { groups = new[] { group } });
        var codebook = $"codebooks/costs-{width}";
        await system.Server.SendAsync(HttpMethod.Put, codebook, new { name = "Cost centres", description = "For scans and jobs of the building department", access = new { groups = new[] { group } } });
        await system.Server.SendAsync(HttpMethod.Put, codebook + "/codes", new { codes = new object[] { new { value = "4711", text = "New town hall" }, new { value = "4712", text = "Weir", access = new { users = new[] { user.Id } } }, new { value = "4713", text = "Old bridge", active = false } } });
        await system.Server.SendAsync(HttpMethod.Put, codebook + "-below", new { name = "Cost centres of the branches", parent = $"costs-{width}" });
        var contract = $"contracts/shape-{width}";
        await system.Server.SendAsync(HttpMethod.Put, contract, new { number = $"Shape/{width}", kind = "customer", party = "Savings bank of the upper valley", start = "2026-01-01", devices = 40 });
        await system.Server.SendAsync(HttpMethod.Put, contract, new { number = $"Shape/{width}", kind = "customer", party = "Savings bank of the upper valley", start = "2026-01-01", end = "2028-12-31", devices = 60 });
        await system.Server.SendAsync(HttpMethod.Post, "contracts/recipients", new { email = $"billing-department-{width}@provider.example.com", reports = new[] { "provider-contracts", "customer-contracts", "contract-history" }, interval = "weekly", contact = "Ms Desk" });
        var page = await chromium.LogInAsync(system.Administrator, Address("login"), width, height);
        await CheckAsync(page, [.. Pages, contract, "users/" + user.Id, "groups/" + group, codebook], width, "console");
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public async Task Pages_OfThePortal_FitTheWindow_AndNameTheirFields(int width, int height)
    {
        var user = await system.NewUserAsync();
        var login = await chromium.OpenAsync(width, height);
        await login.GotoAsync(Address("login"));
        await Pictures.TakeAsync(login, $"portal-login-{width}");
        await CheckAsync(login, ["register", "forgot"], width, "anybody");
        var page = await chromium.LogInAsync(user, Address("login"), width, height);
        await CheckAsync(page, ["", "jobs", "ledger", "profile", "device"], width, "portal");
    }

    [Theory]
    [InlineData(768)]
    [InlineData(1024)]
    [InlineData(1280)]
    public async Task Navigation_OfAnAdministrator_StandsInOneRow(int width)
    {
        var page = await chromium.LogInAsync(system.Administrator, Address("users"), width, 800);
        await page.GotoAsync(Address("users"));
        var rows = await page.EvaluateAsync<int[]>("[...document.querySelectorAll('.mainnav ul')].map(row => row.scrollWidth - row.clientWidth)");
        rows.ShouldBe([0, 0], $"at {width} px everything is seen");
        var heights = await page.EvaluateAsync<double[]>("[...document.querySelectorAll('.mainnav ul')].map(row => row.getBoundingClientRect().height)");
        heights.ShouldAllBe(height => height < 60);
    }

    private async Task CheckAsync(IPage page, string[] pages, int width, string prefix)
    {
        List<string> wrong = [];
        foreach (var path in pages)
        {
            await page.GotoAsync(Address(path));
            await Pictures.TakeAsync(page, $"{prefix}-{NameOf(path)}-{width}", whole: true);
            var (over, unlabelled) = (await page.EvaluateAsync<int>(TooWide), await page.EvaluateAsync<string>(Unlabelled));
            if (over > 0 || unlabelled.Length > 0)
            {
                wrong.Add($"/{path}: {over} px too wide, without a label: {unlabelled}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    // a page of one record is called by its list, not by the record's id
    private static string NameOf(string path) => path.Length == 0 ? "overview" : string.Join('-', path.Split('/').Select(part => Guid.TryParse(part, out _) ? "one" : part));

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
