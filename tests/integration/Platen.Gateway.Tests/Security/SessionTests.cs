using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Security;

/// <summary>Sessions: listed, ended, never taken over from a browser, and over when they should be (AU18).</summary>
[Collection(SiloTests.Name)]
public sealed class SessionTests(SiloHost silo)
{
    [Fact]
    public async Task Sessions_OfOneself_AreListedAndEnded()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var first = client;
        using var second = silo.CreateClient();
        second.DefaultRequestHeaders.Authorization = new("Bearer", await silo.SessionOfAsync(user.Id));
        var path = $"api/v1/users/{user.Id}/sessions";
        var listed = (await SiloHost.ReadAsync(await first.GetAsync(path))).GetProperty("items").EnumerateArray().ToList();
        listed.Count.ShouldBe(2);
        var other = listed.Single(session => !session.GetProperty("current").GetBoolean()).GetProperty("id").GetString();
        await SiloHost.ReadAsync(await first.DeleteAsync($"{path}/{other}"));
        (await StatusAsync(second, "api/v1/session")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(first, "api/v1/session")).ShouldBe(HttpStatusCode.OK);
        await SiloHost.ReadAsync(await first.DeleteAsync(path));
        (await StatusAsync(first, "api/v1/session")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Sessions_OfOthers_AreForWhoMayChangeUsers()
    {
        // mutant: May in SessionGrain is always true
        var (victim, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _1 = client;
        var (_, nosy) = await silo.UserWithAsync([Right.ReadUsers]);
        using var _2 = nosy;
        var (_, chief) = await silo.UserWithAsync([Right.EditUsers]);
        using var _3 = chief;
        var path = $"api/v1/users/{victim.Id}/sessions";
        (await SiloHost.ReadAsync(await nosy.GetAsync(path))).GetProperty("items").GetArrayLength().ShouldBe(0);
        await nosy.DeleteAsync(path);
        (await StatusAsync(client, "api/v1/session")).ShouldBe(HttpStatusCode.OK);
        var id = (await SiloHost.ReadAsync(await chief.GetAsync(path))).GetProperty("items")[0].GetProperty("id").GetString();
        using (var refused = await nosy.DeleteAsync($"{path}/{id}"))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        await SiloHost.ReadAsync(await chief.DeleteAsync(path));
        (await StatusAsync(client, "api/v1/session")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Listed_Id_OpensNothing()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        var id = (await SiloHost.ReadAsync(await client.GetAsync($"api/v1/users/{user.Id}/sessions"))).GetProperty("items")[0].GetProperty("id").GetString()!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", id);
        (await StatusAsync(client, "api/v1/session")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Login_WithACookieThatSomebodyPlanted_GetsAnotherOne()
    {
        // session fixation; mutant: the login keeps the token that came with it
        const string Planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        using var login = new HttpRequestMessage(HttpMethod.Post, "login") { Content = new FormUrlEncodedContent([new("loginName", "root"), new("password", SiloHost.Password)]) };
        login.Headers.Add("Cookie", $"__Host-platen={Planted}");
        login.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await silo.Anonymous.SendAsync(login);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldNotContain(Planted);
        cookie.Split(';').Select(part => part.Trim()).ShouldBe([cookie.Split(';')[0], "path=/", "secure", "samesite=lax", "httponly"]);
        cookie.ShouldStartWith("__Host-platen=");
        using var reuse = new HttpRequestMessage(HttpMethod.Get, "api/v1/session");
        reuse.Headers.Add("Cookie", $"__Host-platen={Planted}");
        using var stillNobody = await silo.Anonymous.SendAsync(reuse);
        stillNobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SecondLogin_InTheSameBrowser_EndsTheFirstSession()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = SiloHost.Password, passwordIsInitial = false }));
        using var browser = await Browser.LogInAsync(silo, user.LoginName);
        using (await browser.PostAsync("login", ("loginName", user.LoginName), ("password", SiloHost.Password)))
        {
            var sessions = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/users/{user.Id}/sessions"));
            sessions.GetProperty("items").EnumerateArray().Select(session => session.GetProperty("client").GetString()).ShouldBe(["browser"]);
        }

        (await browser.PageAsync("profile")).ShouldContain("this one");
    }

    [Fact]
    public async Task Password_Changed_EndsSessionsAndTokens()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        using var program = silo.CreateClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await TokenTests.MakeAsync(client, user.Id.ToString(), "own-jobs"));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = SiloHost.Password, passwordIsInitial = false }));
        (await StatusAsync(client, "api/v1/session")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(program, "api/v1/jobs")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Limits_AreSettings()
    {
        var made = await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { browserIdleSeconds = 600, programMaxSeconds = 3600 }));
        (made.GetProperty("browserIdleSeconds").GetInt32(), made.GetProperty("programMaxSeconds").GetInt32()).ShouldBe((600, 3600));
        using var wrong = await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { browserIdleSeconds = 1 });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe("#/browserIdleSeconds");
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { browserIdleSeconds = 1800, programMaxSeconds = 43200 }));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}
