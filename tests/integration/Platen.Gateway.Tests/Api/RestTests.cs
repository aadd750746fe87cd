using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Api;

[Collection(SiloTests.Name)]
public sealed class RestTests(SiloHost silo) : IAsyncLifetime
{
    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private static StringContent Csv(string text) => new(text, System.Text.Encoding.UTF8, "text/csv");

    [Fact]
    public async Task Setup_Twice_IsRefused()
    {
        using var answer = await silo.Anonymous.PostAsJsonAsync("api/v1/setup", new { token = silo.SetUpToken, loginName = "second", displayName = "Second", password = SiloHost.Password });
        var problem = await ProblemAsync(answer, HttpStatusCode.Conflict);
        problem.GetProperty("code").GetString().ShouldBe("refused");
        problem.GetProperty("type").GetString().ShouldBe("urn:platen:problem:refused");
    }

    [Fact]
    public async Task Login_WrongPasswordAndUnknownName_LookAlike()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "mallory", displayName = "Mallory", password = SiloHost.Password, passwordIsInitial = false }));
        using var wrong = await silo.Anonymous.PostAsJsonAsync("api/v1/session", new { loginName = "mallory", password = "Wrong-1234" });
        using var unknown = await silo.Anonymous.PostAsJsonAsync("api/v1/session", new { loginName = "nobody", password = "Wrong-1234" });
        var first = await ProblemAsync(wrong, HttpStatusCode.Unauthorized);
        var second = await ProblemAsync(unknown, HttpStatusCode.Unauthorized);
        first.ToString().ShouldBe(second.ToString());
    }

    [Fact]
    public async Task Validation_ManyErrors_NamesAllAtOnce()
    {
        using var answer = await silo.Administrator.PutAsJsonAsync("api/v1/queues/bad", new { kind = "sideways", prices = new { monoPage = "0.123456", colourPage = "free" } });
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest);
        var pointers = problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString());
        pointers.ShouldBe(["#/name", "#/kind", "#/prices/monoPage", "#/prices/colourPage"]);
    }

    [Fact]
    public async Task Body_NoJson_IsExplained()
    {
        using var content = new StringContent("{\"name\": 7", System.Text.Encoding.UTF8, "application/json");
        using var answer = await silo.Administrator.PutAsync("api/v1/sites/x", content);
        (await ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("code").GetString().ShouldBe("malformed");
    }

    [Fact]
    public async Task Queue_PutAndGet_KeepsMoneyExactly()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync(
            "api/v1/queues/exact", new { name = "Exact", kind = "pull", unknownOwner = "refuse", prices = new { monoPage = "0.0501", colourPage = "10", duplexDiscount = "0.01", perJob = "0.00" } }));
        var queue = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/queues/exact"));
        queue.GetProperty("kind").GetString().ShouldBe("pull");
        queue.GetProperty("unknownOwner").GetString().ShouldBe("refuse");
        queue.GetProperty("prices").ToString().ShouldBe("""{"monoPage":"0.0501","colourPage":"10.00","duplexDiscount":"0.01","perJob":"0.00"}""");
    }

    // AU02. The route is an administrator's: AccessTests walk the table
    [Fact]
    public async Task Users_ImportedFromCsv_AreThereAndExported()
    {
        using var trial = await silo.Administrator.PostAsync("api/v1/users/import?dryRun=true", Csv("loginName,email,issuePin\nimported-1,i1@example.com,true\nimported-2,nowhere,\n"));
        (await SiloHost.ReadAsync(trial)).GetProperty("refused").GetInt32().ShouldBe(1);
        using var real = await silo.Administrator.PostAsync("api/v1/users/import", Csv("loginName,email,issuePin\nimported-1,i1@example.com,true\n"));
        var line = (await SiloHost.ReadAsync(real)).GetProperty("lines").EnumerateArray().Single();
        line.GetProperty("outcome").GetString().ShouldBe("added");
        line.GetProperty("pin").GetString()!.Length.ShouldBeGreaterThanOrEqualTo(6);
        (await silo.Administrator.GetStringAsync("api/v1/users/export")).ShouldContain("imported-1,imported-1,i1@example.com,User,false,true");
        using var wrong = await silo.Administrator.PostAsync("api/v1/users/import", Csv("shoeSize\n41"));
        await ProblemAsync(wrong, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Site_WithDeviceAndAgent_IsListed()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/sites/branch", new { name = "Branch" }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync(
            "api/v1/sites/branch/devices/mfp-1", new { name = "MFP", host = "192.0.2.7", protocol = "ipps", port = 631, path = "/ipp/print", colour = true, duplex = true, accepts = new[] { "PDF", "pwg-raster" } }));
        var added = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/sites/branch/agents", new { agent = "branch-1" }));
        added.GetProperty("token").GetString()!.ShouldStartWith("platen1:main:branch:branch-1:");
        added.GetProperty("command").GetString()!.ShouldContain($"--server https://127.0.0.1:{silo.AgentLinkPort}/");
        added.GetProperty("command").GetString()!.ShouldNotContain("platen1:");
        var sites = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/sites"));
        var site = sites.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "branch");
        site.GetProperty("agents")[0].GetProperty("enrolled").GetBoolean().ShouldBeFalse();
        var devices = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/devices?site=branch"));
        devices.GetProperty("items")[0].GetProperty("protocol").GetString().ShouldBe("ipps");
        devices.GetProperty("items")[0].GetProperty("accepts").ToString().ShouldBe("""["pdf","pwg-raster"]""");
        devices.GetProperty("items")[0].GetProperty("status").GetProperty("state").GetString().ShouldBe("unknown");
    }

    [Fact]
    public async Task User_LifeCycle_Works()
    {
        var made = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync(
            "api/v1/users", new { loginName = "dave", displayName = "Dave", role = "user", password = SiloHost.Password, passwordIsInitial = false, cardNumber = "0012345678", issuePin = true }));
        made.GetProperty("pin").GetString()!.Length.ShouldBe(6);
        var id = made.GetProperty("user").GetProperty("id").GetString();
        var card = made.GetProperty("user").GetProperty("cards")[0].GetProperty("id").GetString();
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{id}", new { displayName = "David", role = "administrator", active = false }));
        await SiloHost.ReadAsync(await silo.Administrator.DeleteAsync($"api/v1/users/{id}/cards/{card}"));
        var user = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/users/{id}"));
        user.GetProperty("displayName").GetString().ShouldBe("David");
        user.GetProperty("role").GetString().ShouldBe("administrator");
        user.GetProperty("active").GetBoolean().ShouldBeFalse();
        user.GetProperty("cards").GetArrayLength().ShouldBe(0);
        user.ToString().ShouldNotContain("pbkdf2");
    }

    [Fact]
    public async Task User_LoginNameTaken_IsAConflict()
    {
        using var answer = await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "CAROL", displayName = "Another", role = "user" });
        (await ProblemAsync(answer, HttpStatusCode.Conflict)).GetProperty("code").GetString().ShouldBe("not-unique");
    }

    [Fact]
    public async Task User_ReadsAndEditsOneself_AndNobodyElse()
    {
        await SiloHost.ReadAsync(await silo.User.PatchAsJsonAsync($"api/v1/users/{silo.UserId}", new { email = "carol@example.com" }));
        var self = await SiloHost.ReadAsync(await silo.User.GetAsync($"api/v1/users/{silo.UserId}"));
        self.GetProperty("email").GetString().ShouldBe("carol@example.com");
        using var other = await silo.User.GetAsync($"api/v1/users/{silo.AdministratorId}");
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var role = await silo.User.PatchAsJsonAsync($"api/v1/users/{silo.UserId}", new { role = "administrator" });
        role.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var pin = await silo.User.PostAsJsonAsync($"api/v1/users/{silo.AdministratorId}/pin", new { });
        pin.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task List_InPages_MeetsEveryRowOnce()
    {
        foreach (var name in new[] { "p1", "p2", "p3", "p4", "p5" })
        {
            await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/queues/page-{name}", new { name, kind = "pull" }));
        }

        List<string> seen = [];
        for (var next = ""; next is not null;)
        {
            var page = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/queues?limit=2&after={Uri.EscapeDataString(next)}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        seen.Distinct().Count().ShouldBe(seen.Count);
        seen.Count(id => id.StartsWith("page-p", StringComparison.Ordinal)).ShouldBe(5);
    }

    [Theory]
    [InlineData("api/v1/jobs?state=lost&site=%20&limit=501", 3)]
    [InlineData("api/v1/ledger?job=x&device=%2F&format=xml", 3)]
    public async Task Query_ManyErrors_NamesAllAtOnce(string path, int errors)
    {
        using var answer = await silo.Administrator.GetAsync(path);
        (await ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("errors").GetArrayLength().ShouldBe(errors);
    }

    [Fact]
    public async Task Audit_Verified_IsWhole()
    {
        var verdict = await SiloHost.ReadAsync(await silo.Administrator.PostAsync("api/v1/audit/verify", null));
        verdict.GetProperty("whole").GetBoolean().ShouldBeTrue();
        var (seen, next) = (new System.Text.StringBuilder(), "");
        do
        {
            var page = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/audit?limit=500" + (next.Length > 0 ? "&after=" + Uri.EscapeDataString(next) : "")));
            seen.Append(page);
            next = page.GetProperty("next").GetString() ?? "";
        }
        while (next.Length > 0);
        seen.ToString().ShouldContain("tenant.set-up");
        seen.ToString().ShouldNotContain(SiloHost.Password);
    }

    [Fact]
    public async Task Health_WithDatabase_IsReady()
    {
        var ready = await SiloHost.ReadAsync(await silo.Anonymous.GetAsync("health/ready"));
        ready.GetProperty("status").GetString().ShouldBe("ready");
        ready.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Nodes_ForAnAdministrator_AreListedWithTheirVersions()
    {
        var nodes = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/nodes"));
        var version = nodes.GetProperty("gatewayVersion").GetString();
        nodes.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("version").GetString().ShouldBe(version);
        (await silo.Anonymous.GetAsync("api/v1/nodes")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Description_OfEveryCall_NamesSecurityAndErrors()
    {
        var document = await SiloHost.ReadAsync(await silo.Anonymous.GetAsync("api/v1/openapi.json"));
        var calls = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(call => (Path: path.Name, Method: call.Name, call.Value))).ToList();
        calls.Count.ShouldBeGreaterThan(30);
        foreach (var (path, method, call) in calls)
        {
            var name = $"{method} {path}";
            call.TryGetProperty("operationId", out _).ShouldBeTrue(name);
            var responses = call.GetProperty("responses");
            responses.TryGetProperty("400", out _).ShouldBeTrue(name);
            responses.EnumerateObject().Any(response => response.Name.StartsWith('2')).ShouldBeTrue(name);
            var open = RouteRights.Web.Single(rule => rule.Route == path && rule.Method.Equals(method, StringComparison.OrdinalIgnoreCase)).Needed.Kind == AccessKind.Anonymous;
            call.TryGetProperty("security", out _).ShouldBe(!open, name);
        }

        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("session").GetProperty("scheme").GetString().ShouldBe("bearer");
        document.ToString().ShouldNotContain("/ca.pem");
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
