using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Abuse;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Tests.Security;

/// <summary>ASVS 6.4.1 (AU09): a password that somebody else has set opens the page where its user chooses an own one, and nothing else.</summary>
[Collection(SiloTests.Name)]
public sealed class InitialPasswordTests(SiloHost silo)
{
    private const string Own = "Copper-kettle-52";

    private IGrainFactory Grains => silo.Services.GetRequiredService<IGrainFactory>();

    // Mutants: the guard does not ask; a step's own page is closed too; only pages are, or only REST; the second factor's step comes before
    [Fact]
    public async Task Session_ByAnInitialPassword_OpensNoRouteButTheOneToChooseAnOwnOne()
    {
        var user = await GiveAsync("initial-walk");
        var token = await silo.SessionOfAsync(user.Id);
        using var bearer = silo.CreateClient();
        bearer.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var browser = await Browser.OfAsync(silo, user);
        var actor = Actor.Of(user, "");
        List<string> open = [];
        foreach (var rule in RouteRights.Web.Where(rule => rule.Needed.Kind != AccessKind.Anonymous && rule.Needed.Allows(actor)))
        {
            var address = Routes.Fill(rule, name => name == "user" ? user.Id.ToString() : "019a9f5e-7c1a-7bbb-8000-0123456789ab");
            if (rule.Route is "/logout" || (rule.Method, rule.Route) == ("DELETE", "/api/v1/session"))
            {
                continue; // they end what the walk goes on with
            }

            using var answer = await AnswerAsync(bearer, browser, rule, address);
            var says = answer.StatusCode == HttpStatusCode.Forbidden ? await answer.Content.ReadAsStringAsync() : answer.Headers.Location?.OriginalString ?? "";
            if (says != "/first-password" && !says.Contains("password-change-needed", StringComparison.Ordinal))
            {
                open.Add($"{rule.Method} {rule.Route}");
            }
        }

        open.Order(StringComparer.Ordinal).ShouldBe(["GET /api/v1/session", "GET /first-password", "POST /first-password", "PUT /api/v1/users/{user}/password"]);
        using var others = await bearer.PutAsJsonAsync($"api/v1/users/{silo.UserId}/password", new { password = Own });
        (await others.Content.ReadAsStringAsync()).ShouldContain("password-change-needed", Case.Sensitive, "one's own only");
    }

    // Mutants: the page takes the password that was given; it lets the former session go on; the own one counts as initial
    [Fact]
    public async Task OwnPassword_ChosenOnThePage_OpensEverythingAfterALogin()
    {
        var user = await GiveAsync("initial-chooser");
        using var browser = await Browser.LogInAsync(silo, user.LoginName);
        using var first = await browser.GetAsync("jobs");
        first.Headers.Location?.OriginalString.ShouldBe("/first-password");
        (await browser.PageAsync("first-password")).ShouldContain("somebody else knows it");
        using var same = await ChooseAsync(browser, SiloHost.Password, SiloHost.Password);
        (await same.Content.ReadAsStringAsync()).ShouldContain("choose one of your own");
        using var wrong = await ChooseAsync(browser, "Wrong-horse-7", Own);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("The current password is wrong");
        using var chosen = await ChooseAsync(browser, SiloHost.Password, Own);
        chosen.Headers.Location?.OriginalString.ShouldBe("/login?changed=1");
        (await browser.PageAsync("login?changed=1")).ShouldContain("Log in with it");
        (await Grains.User(SiloHost.Tenant, user.Id).GetAsync(default))!.InitialPasswordEndsAt.ShouldBeNull();
        using var again = await Browser.LogInAsync(silo, user.LoginName, Own);
        (await again.PageAsync("jobs")).ShouldContain("My jobs");
        using var profile = await again.GetAsync("first-password");
        profile.Headers.Location?.OriginalString.ShouldBe("/profile");
        using var rest = await silo.LogInAsync(user.LoginName, Own);
        (await rest.GetAsync("api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OwnPassword_ByRest_IsChosenWithTheGivenOneOnly()
    {
        var user = await GiveAsync("initial-program");
        using var client = await silo.LogInAsync(user.LoginName);
        (await client.GetAsync($"api/v1/users/{user.Id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = Own })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await client.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = Own, currentPassword = SiloHost.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await silo.LogInAsync(user.LoginName, Own);
        (await again.GetAsync($"api/v1/users/{user.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // Mutants: the tenant's time is not asked; its end counts as a failed login; who does not know the password learns of it
    [Fact]
    public async Task InitialPassword_AfterItsTime_OpensNothing_AndIsToldToWhoKnowsIt()
    {
        var user = await GiveAsync("initial-late");
        var until = (await Grains.User(SiloHost.Tenant, user.Id).GetAsync(default))!.InitialPasswordEndsAt!.Value;
        (until - TimeProvider.System.GetUtcNow()).ShouldBeInRange(TimeSpan.FromHours(71.5), TimeSpan.FromHours(72));
        var early = await silo.SessionOfAsync(user.Id);
        await EndAsync(user);
        (await LogInAsync(user)).ShouldBe(LogInCode.InitialPasswordOver);
        (await LogInAsync(user, "Wrong-horse-7")).ShouldBe(LogInCode.Wrong);
        (await Grains.User(SiloHost.Tenant, user.Id).GetAsync(default))!.FailedAttempts.ShouldBe(1);
        using var browser = new Browser(silo);
        using var page = await browser.PostAsync("login", ("loginName", user.LoginName), ("password", SiloHost.Password));
        (await page.Content.ReadAsStringAsync()).ShouldContain("Ask an administrator for a new one");
        using var client = silo.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", early);
        using var late = await client.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = Own, currentPassword = SiloHost.Password });
        (await late.Content.ReadAsStringAsync()).ShouldContain("The time of the initial password is over");
    }

    [Fact]
    public async Task DrawnPassword_IsShownOnce_ByRestPageListAndFile_AndOpensTheFirstLogin()
    {
        var made = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "initial-drawn", displayName = "Drawn", drawPassword = true }));
        var (id, drawn) = (made.GetProperty("user").GetProperty("id").GetString()!, made.GetProperty("password").GetString()!);
        (await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "initial-both", displayName = "Both", drawPassword = true, password = Own })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using (await Browser.LogInAsync(silo, "initial-drawn", drawn))
        {
        }

        var next = (await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{id}/password", new { drawPassword = true }))).GetProperty("password").GetString()!;
        next.ShouldNotBe(drawn);
        using var admin = await Browser.OfAsync(silo, (await Grains.User(SiloHost.Tenant, UserId.Parse(silo.AdministratorId)).GetAsync(default))!);
        using var page = await admin.PostAsync($"users/{id}?handler=DrawPassword");
        (await page.Content.ReadAsStringAsync()).ShouldContain("It is shown now and never again");
        (await admin.PageAsync($"users/{id}")).ShouldContain("there is an initial password", Case.Insensitive);
        using var bulk = await admin.PostAsync("users", ("user", id), ("action", "password"));
        (await bulk.Content.ReadAsStringAsync()).ShouldContain("shown now and never again");
        using var file = new StringContent("loginName,displayName,issuePassword\r\ninitial-filed,Filed,true\r\n", System.Text.Encoding.UTF8, "text/csv");
        using var imported = await silo.Administrator.PostAsync("api/v1/users/import", file);
        var line = (await SiloHost.ReadAsync(imported)).GetProperty("lines")[0];
        (await LogInAsync("initial-filed", line.GetProperty("password").GetString()!)).ShouldBe(LogInCode.Ok);
        var audit = await silo.Administrator.GetStringAsync("api/v1/audit?limit=100");
        audit.ShouldContain("initial, until");
        audit.ShouldNotContain(next);
    }

    // Mutant: who may change credentials only says that a password lasts
    [Fact]
    public async Task LastingPassword_NeedsTheRightToChangeUsers_AndIsAudited()
    {
        var user = await GiveAsync("initial-service");
        var (_, helper) = await silo.UserWithAsync([Right.EditCredentials]);
        using var _ = helper;
        (await helper.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = Own, passwordIsInitial = false })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await helper.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = Own })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Grains.User(SiloHost.Tenant, user.Id).GetAsync(default))!.InitialPasswordEndsAt.ShouldNotBeNull();
        (await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = Own, passwordIsInitial = false })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Grains.User(SiloHost.Tenant, user.Id).GetAsync(default))!.InitialPasswordEndsAt.ShouldBeNull();
        (await silo.Administrator.GetStringAsync("api/v1/audit?limit=20")).ShouldContain("\"password\":\"lasting\"");
    }

    private async Task EndAsync(User user)
    {
        await using var connection = new NpgsqlConnection(silo.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("UPDATE platen.users SET body = jsonb_set(body, '{initialPasswordEndsAt}', '\"2026-01-01T00:00:00+00:00\"') WHERE id = $1", connection) { Parameters = { new() { Value = Guid.Parse(user.Id.ToString()) } } };
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private static Task<HttpResponseMessage> ChooseAsync(Browser browser, string current, string password) =>
        browser.PostAsync("first-password", ("current", current), ("password", password), ("again", password));

    private static async Task<HttpResponseMessage> AnswerAsync(HttpClient bearer, Browser browser, AccessRule rule, string address)
    {
        if (!Routes.IsApi(rule))
        {
            return rule.Method == "GET" ? await browser.GetAsync(address, HttpCompletionOption.ResponseHeadersRead) : await browser.PostAsync(address);
        }

        using var request = Routes.Request(rule, address);
        return await bearer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<User> GiveAsync(string name)
    {
        var made = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = name, displayName = name, password = SiloHost.Password }));
        return (await Grains.User(SiloHost.Tenant, UserId.Parse(made.GetProperty("user").GetProperty("id").GetString()!)).GetAsync(default))!;
    }

    private Task<LogInCode> LogInAsync(User user, string password = SiloHost.Password) => LogInAsync(user.LoginName, password);

    private async Task<LogInCode> LogInAsync(string name, string password) =>
        (await Grains.Session(SiloHost.Tenant).LogInAsync(new LogIn { LoginName = name, Password = password }, default)).Code;
}
