using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Api;

/// <summary>AZ11: contracts, their history and their reports over REST and on the pages. <c>AccessTests</c> walk all routes with each right alone.</summary>
[Collection(SiloTests.Name)]
public sealed class ContractTests(SiloHost silo) : IAsyncLifetime
{
    private static readonly object Provider = new { number = "P/1", kind = "provider", party = "Regional Provider", start = "2020-01-01", devices = 100 };

    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    // TN06, AC06. Mutants: a customer's name in the report that goes upwards; the count of another list than that of licences
    [Fact]
    public async Task Contracts_AreRecordedChangedAndReported()
    {
        await PutAsync("rest-p", Provider);
        await PutAsync("rest-1", Customer("R/1", "=Hidden Bakery", 2));
        await PutAsync("rest-2", Customer("R/2", "Hidden Smithy", 3));
        await PutAsync("rest-2", Customer("R/2", "Hidden Smithy", 30));
        var row = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/contracts/rest-2"));
        (row.GetProperty("devices").GetInt32(), row.GetProperty("version").GetInt64(), row.GetProperty("state").GetString()).ShouldBe((30, 2, "running"));
        using (var late = await silo.Administrator.PutAsJsonAsync("api/v1/contracts/rest-2", new { number = "R/2", kind = "customer", party = "Hidden Smithy", start = "2020-01-01", devices = 4, version = 1 }))
        {
            late.StatusCode.ShouldBe(HttpStatusCode.Conflict, await late.Content.ReadAsStringAsync());
        }

        var history = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/contracts/rest-2/history"));
        history.GetProperty("rows")[0].GetRawText().ShouldContain("""
            "change":"devices","before":"3","after":"30","by":"Root"
            """.Trim());

        var used = JsonDocument.Parse(await silo.Administrator.GetStringAsync("api/v1/licences/devices?limit=500")).RootElement.GetProperty("items").EnumerateArray().Count(device => device.GetProperty("licensed").GetBoolean());
        var list = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/contracts"));
        list.GetProperty("customers").GetProperty("used").GetInt32().ShouldBe(used);

        var upwards = await silo.Administrator.GetStringAsync("api/v1/reports/contracts/provider-contracts?format=csv");
        upwards.ShouldContain("contract,P/1,Regional Provider,running,2020-01-01,,,100,,");
        upwards.ShouldNotContain("Hidden");
        upwards.ShouldNotContain("R/1");
        using var csv = await silo.Administrator.GetAsync("api/v1/reports/contracts/customer-contracts?format=csv");
        csv.Content.Headers.ContentDisposition!.FileName.ShouldStartWith("customer-contracts-20");
        (await csv.Content.ReadAsStringAsync()).ShouldContain("contract,R/1,'=Hidden Bakery,running,", Case.Sensitive, "no spreadsheet runs it");
        using var other = await silo.Administrator.GetAsync("api/v1/reports/contracts/user-report");
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Contract_AllWrong_NamesEveryField()
    {
        using var answer = await silo.Administrator.PutAsJsonAsync("api/v1/contracts/wrong", new { kind = "dealer", start = "31.1.2026", end = "never" });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await answer.Content.ReadAsStringAsync();
        new[] { "number", "kind", "party", "start", "end", "devices" }.ShouldAllBe(field => text.Contains("#/" + field, StringComparison.Ordinal), text);
        using var ends = await silo.Administrator.PutAsJsonAsync("api/v1/contracts/wrong", new { number = "W/1", kind = "customer", party = "X", start = "2026-02-01", end = "2026-01-01", devices = 1 });
        (await ends.Content.ReadAsStringAsync()).ShouldContain("The last day is 2026-01-01");
    }

    // AZ08, AZ09, AZ10: the provider's administration has contracts; support and the customer's people do not
    [Fact]
    public async Task Contracts_AreTheProviderAdministrations_AndNobodyElses()
    {
        await PutAsync("own-1", Customer("O/1", "Own customer", 2));
        var (_, admin) = await silo.UserWithAsync(BuiltIn("provider-admin"));
        var (_, support) = await silo.UserWithAsync(BuiltIn("provider-support"));
        var (_, customer) = await silo.UserWithAsync(BuiltIn("customer-admin"));
        using (admin)
        using (support)
        using (customer)
        {
            (await admin.GetStringAsync("api/v1/contracts")).ShouldContain("Own customer");
            (await admin.GetStringAsync("api/v1/contracts/own-1/history")).ShouldNotContain("Root", Case.Sensitive, "users are out of the provider's reach");
            using (var changed = await admin.PutAsJsonAsync("api/v1/contracts/own-1", Customer("O/1", "Own customer", 3)))
            {
                changed.StatusCode.ShouldBe(HttpStatusCode.NoContent, await changed.Content.ReadAsStringAsync());
            }

            foreach (var path in new[] { "contracts", "contracts/own-1", "contracts/own-1/history", "contracts/recipients", "contracts/recipients/sendings", "reports/contracts/customer-contracts", "reports/contracts/provider-contracts" })
            {
                foreach (var client in new[] { support, customer, silo.User })
                {
                    using var answer = await client.GetAsync("api/v1/" + path);
                    answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
                }
            }
        }
    }

    [Fact]
    public async Task Pages_RecordChangeAndReport()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var added = await browser.PostAsync("contracts", ("number", "Page/1 ä"), ("kind", "customer"), ("party", "Weir & <bridge>"), ("start", "2026-01-01"), ("end", ""), ("devices", "1"), ("note", ""));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect, await added.Content.ReadAsStringAsync());
        added.Headers.Location!.OriginalString.ShouldStartWith("/contracts/page-1?");
        using var wrong = await browser.PostAsync("contracts/page-1", ("number", "Page/1 ä"), ("party", "Weir"), ("start", "2026-01-01"), ("end", "2025-01-01"), ("devices", "x"), ("version", "1"));
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("&#x27;x&#x27; is no whole number");
        using var saved = await browser.PostAsync("contracts/page-1", ("number", "Page/1 ä"), ("party", "Weir & <bridge>"), ("start", "2026-01-01"), ("end", "2026-12-31"), ("devices", "9"), ("version", "1"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        using var late = await browser.PostAsync("contracts/page-1", ("number", "Page/1 ä"), ("party", "Weir"), ("start", "2026-01-01"), ("devices", "10"), ("version", "1"));
        (await late.Content.ReadAsStringAsync()).ShouldContain("Somebody else changed the contract");
        var page = await browser.PageAsync("contracts/page-1");
        page.ShouldContain("version 2");
        (await browser.PageAsync("contracts")).ShouldContain("Weir &amp; &lt;bridge&gt;");
        (await browser.PageAsync("contracts/reports/customer-contracts")).ShouldContain("Weir &amp; &lt;bridge&gt;");
        (await browser.PageAsync("contracts/reports/provider-contracts")).ShouldNotContain("Weir");
        (await browser.PageAsync("contracts/reports/contract-history")).ShouldContain("<td>2026-12-31</td>");
        using var none = await browser.GetAsync("contracts/reports/user-report");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static System.Collections.Immutable.ImmutableArray<Right> BuiltIn(string role) => BuiltInRoles.All.Single(known => known.Id.Value == role).Rights;

    private static object Customer(string number, string party, int devices) => new { number, kind = "customer", party, start = "2020-01-01", devices };

    private async Task PutAsync(string id, object contract)
    {
        using var answer = await silo.Administrator.PutAsJsonAsync($"api/v1/contracts/{id}", contract);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
    }
}
