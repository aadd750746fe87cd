using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Abuse;

/// <summary>What can be tried with a browser and its session: addresses to go to, names of hosts, cookies, what is kept, who the session belongs to and for how long.</summary>
[Collection(SiloTests.Name)]
public sealed partial class BrowserAbuseTests(SiloHost silo)
{
    // mutants: ReturnAddress takes everything; only the first character is looked at; control characters, which browsers drop, pass
    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("///evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("/\n//evil.example/")]
    [InlineData("\t//evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("evil.example")]
    [InlineData("@evil.example")]
    [InlineData(" https://evil.example")]
    [InlineData("/\u0000/evil.example")]
    public async Task Login_WithAnAddressToGoTo_NeverLeavesTheSite(string to)
    {
        using var client = silo.CreateClient(source: IPAddress.Parse("127.0.13.1"));
        using var login = new HttpRequestMessage(HttpMethod.Post, "login?to=" + Uri.EscapeDataString(to)) { Content = new FormUrlEncodedContent([new("loginName", "carol"), new("password", SiloHost.Password)]) };
        login.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(login);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        new Uri(silo.Address, answer.Headers.Location!).Host.ShouldBe("127.0.0.1");
        answer.Headers.Location!.OriginalString.ShouldBe("/");
        using var page = await client.GetAsync("login?to=" + Uri.EscapeDataString(to));
        (await page.Content.ReadAsStringAsync()).ShouldNotContain("evil.example");
    }

    // mutant: an address is put together from the Host header or from a proxy's headers that anybody can send
    [Fact]
    public async Task Answers_ToAnotherHostsName_DoNotRepeatIt()
    {
        using var client = silo.CreateClient();
        foreach (var path in new[] { "login", "jobs", "", "api/v1/session", "api/v1/openapi.json", "nothing", "login/openid", "health/live" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = "evil.example";
            foreach (var header in new[] { "X-Forwarded-Host", "X-Forwarded-Server", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded", "X-Forwarded-Proto" })
            {
                request.Headers.TryAddWithoutValidation(header, "evil.example");
            }

            using var answer = await client.SendAsync(request);
            var says = string.Join('\n', answer.Headers.Select(header => $"{header.Key}: {string.Join(',', header.Value)}")) + await answer.Content.ReadAsStringAsync();
            says.ShouldNotContain("evil.example", Case.Insensitive, path);
        }
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("evil.example/x")]
    public async Task Host_ThatIsNoName_IsRefused(string host)
    {
        using var client = silo.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "login");
        request.Headers.TryAddWithoutValidation("Host", host);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    // everything but the versioned files: a page in a browser's or a proxy's store would outlive the session
    [Fact]
    public async Task Answers_OfEveryRoute_AreKeptByNobodyAndFramedByNobody()
    {
        List<string> wrong = [];
        foreach (var rule in Routes.Showing.Where(rule => !rule.Route.StartsWith("/assets/", StringComparison.Ordinal)))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            using var answer = await silo.Administrator.GetAsync(Routes.Fill(rule, name => name == "user" ? silo.UserId : "nothing"), HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var headers = answer.Headers;
            var policy = headers.TryGetValues("Content-Security-Policy", out var policies) ? policies.Single() : "";
            if (headers.CacheControl is not { NoStore: true } || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal) || !headers.Contains("X-Content-Type-Options"))
            {
                wrong.Add($"{rule.Method} {rule.Route}: {headers.CacheControl} {policy}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cookies_OfLoginAndLogout_AreForThisHostAndNoScript()
    {
        using var browser = await Browser.LogInAsync(silo, "carol");
        foreach (var word in new[] { "path=/", "secure", "httponly", "samesite=lax" })
        {
            browser.CookieAttributes.ShouldContain(word, Case.Insensitive);
        }

        browser.CookieAttributes.ShouldNotContain("domain", Case.Insensitive);
        browser.CookieAttributes.ShouldNotContain("expires", Case.Insensitive, "it goes with the browser");
        using var answer = await browser.PostAsync("logout");
        var ended = answer.Headers.GetValues("Set-Cookie").Single();
        ended.ShouldStartWith("__Host-platen=;");
        ended.ShouldContain("httponly", Case.Insensitive);
    }

    // session fixation at a change of rights: the session of before is not the one of afterwards
    [Fact]
    public async Task Session_OfBeforeAPromotion_IsNoneAfterwards()
    {
        var made = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "promoted", displayName = "Promoted", password = SiloHost.Password, passwordIsInitial = false }));
        var id = made.GetProperty("user").GetProperty("id").GetString();
        using var browser = await Browser.LogInAsync(silo, "promoted");
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{id}", new { role = "administrator" }));
        using var answer = await browser.GetAsync("users");
        answer.Headers.Location!.OriginalString.ShouldStartWith("/login");
        using var again = await Browser.LogInAsync(silo, "promoted");
        (await again.PageAsync("users")).ShouldContain("promoted");
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{id}", new { active = false }));
    }

    // ASVS 6.2.3. Mutants: the current password is not asked for, or a wrong one is not counted
    [Fact]
    public async Task OwnPassword_IsChangedByWhoKnowsItOnly_AndGuessesCount()
    {
        var made = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "changer", displayName = "Changer", password = SiloHost.Password, passwordIsInitial = false }));
        var id = made.GetProperty("user").GetProperty("id").GetString();
        using var client = silo.CreateClient(source: IPAddress.Parse("127.0.13.3"));
        client.DefaultRequestHeaders.Authorization = new("Bearer", await silo.SessionOfAsync(UserId.Parse(id!)));
        const string Next = "Another-horse-9";
        using var none = await client.PutAsJsonAsync($"api/v1/users/{id}/password", new { password = Next });
        using var wrong = await client.PutAsJsonAsync($"api/v1/users/{id}/password", new { password = Next, currentPassword = "Wrong-horse-7" });
        (none.StatusCode, wrong.StatusCode).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.Conflict));
        using (var browser = await Browser.LogInAsync(silo, "changer"))
        {
            (await browser.PageAsync("profile")).ShouldContain("name=\"current\"");
            using var form = await browser.PostAsync("profile?handler=Password", ("password", Next), ("again", Next));
            form.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        for (var i = 0; i < 5; i++)
        {
            using var guess = await client.PutAsJsonAsync($"api/v1/users/{id}/password", new { password = Next, currentPassword = "Wrong-horse-7" });
        }

        using var locked = await client.PutAsJsonAsync($"api/v1/users/{id}/password", new { password = Next, currentPassword = SiloHost.Password });
        locked.StatusCode.ShouldBe(HttpStatusCode.Conflict, "a session is no free way to guess");
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{id}", new { locked = false }));
        await SiloHost.ReadAsync(await client.PutAsJsonAsync($"api/v1/users/{id}/password", new { password = Next, currentPassword = SiloHost.Password }));
        (await silo.LogInAsync("changer", Next)).Dispose();
    }

    // ASVS 7.5.1, 7.5.2. Mutant: FreshLogin.Is is always true
    [Fact]
    public async Task LoginOfLongAgo_ChangesNothingOfHowOneLogsIn_UntilOneLogsInAgain()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "stale", displayName = "Stale", password = SiloHost.Password, passwordIsInitial = false }));
        var id = (await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/users?search=stale"))).GetProperty("items")[0].GetProperty("id").GetString()!;
        using var browser = await Browser.LogInAsync(silo, "stale");
        using var program = await silo.LogInAsync("stale");
        await AgeAsync(id);
        foreach (var (handler, field) in new[] { ("Pin", ""), ("AddCard", "number"), ("RemoveCard", "card"), ("EndSession", ""), ("CreateToken", "tokenName"), ("RevokeToken", "token") })
        {
            using var answer = await browser.PostAsync($"profile?handler={handler}", (field.Length > 0 ? field : "x", "04A2197FEE"));
            answer.Headers.Location!.OriginalString.ShouldBe("/login?again=1&to=%2Fprofile", handler);
        }

        using (var email = await browser.PostAsync("profile?handler=Save", ("displayName", "Stale"), ("email", "thief@example.com")))
        {
            email.Headers.Location!.OriginalString.ShouldStartWith("/login?again=1");
        }

        using (var name = await browser.PostAsync("profile?handler=Save", ("displayName", "Stale Name"), ("email", ""), ("phone", ""), ("secondPhase", "")))
        {
            name.Headers.Location!.OriginalString.ShouldStartWith("/profile?done=", Case.Sensitive, "a name is no way to log in");
        }

        (await browser.PageAsync("login?again=1&to=%2Fprofile")).ShouldContain(FreshLogin.Needed);
        foreach (var (method, path, body) in new (string, string, object)[]
        {
            ("POST", "pin", new { }), ("POST", "cards", new { number = "04A2197FEE" }), ("DELETE", "cards/00", new { }), ("POST", "tokens", new { name = "x", scopes = new[] { "own-jobs" } }), ("DELETE", "sessions", new { }), ("PATCH", "", new { email = "thief@example.com" }),
        })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"api/v1/users/{id}/{path}".TrimEnd('/')) { Content = JsonContent.Create(body) };
            using var answer = await program.SendAsync(request);
            (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains("log-in-again", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Forbidden, true), $"{method} {path}");
        }

        using var again = await browser.PostAsync("login?to=%2Fprofile", ("loginName", "stale"), ("password", SiloHost.Password));
        again.Headers.Location!.OriginalString.ShouldBe("/profile");
        using var pin = await browser.PostAsync("profile?handler=Pin");
        (await pin.Content.ReadAsStringAsync()).ShouldContain("class=\"secret pin\"");
    }

    // 22021 of PostgreSQL (a text with a null byte) must be nobody's to provoke
    [Fact]
    public async Task NullBytesAndBrokenText_InAddresses_AreNoFaults()
    {
        List<string> faults = [];
        string[] hostile = ["%00", "%C0%80", "..%2F..%2Fetc%2Fpasswd", "%EF%BF%BF", new string('x', 3_000), "%F0%9F%92%A9", "'%20OR%201=1", "-1", "99999999999999999999"];
        foreach (var rule in Routes.Showing.Where(rule => rule.Route is not "/live"))
        {
            foreach (var value in hostile)
            {
                var path = Routes.Fill(rule, _ => value);
                path += $"?search={value}&after={value}&user={value}&site={value}&to={value}&state={value}&from={value}&until={value}&limit={value}&done={value}&owner={value}&queue={value}";
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                using var answer = await silo.Administrator.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if ((int)answer.StatusCode >= 500 && rule.Route != "/health/ready")
                {
                    faults.Add($"{rule.Method} {rule.Route} with {value[..Math.Min(20, value.Length)]}: {(int)answer.StatusCode}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task NullBytesAndBrokenText_InBodies_AreNoFaults()
    {
        List<string> faults = [];
        string[] members = ["name", "displayName", "loginName", "email", "phone", "id", "kind", "host", "number", "password", "search", "reason", "agent", "description", "unknownOwner", "protocol", "schema", "issuer", "clientId", "sent", "rule"];
        foreach (var value in new[] { "a\\u0000b", "\\ufffe", "\\u202e", new string('x', 5_000) })
        {
            var json = "{" + string.Join(',', members.Select(member => $"\"{member}\":\"{value}\"")) + ",\"port\":9100,\"currentPassword\":\"" + value + "\"}";
            foreach (var rule in Routes.Changing.Where(rule => Routes.IsApi(rule) && rule.Route is not ("/api/v1/session" or "/api/v1/setup")))
            {
                using var request = Routes.Request(rule, Routes.Fill(rule, name => name == "user" ? silo.UserId : "nothing"), json);
                using var answer = await silo.Administrator.SendAsync(request);
                if ((int)answer.StatusCode >= 500)
                {
                    faults.Add($"{rule.Method} {rule.Route} with {value[..Math.Min(8, value.Length)]}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    // names that read like another's, or that hold what nobody sees (UTS 39)
    [Theory]
    [InlineData("r\u043eot")] // a Cyrillic o
    [InlineData("ca\u200brol")]
    [InlineData("carol\u202e")]
    [InlineData("\uff43arol")] // a wide c
    [InlineData("carol\u0000")]
    [InlineData("ca rol")]
    [InlineData("")]
    public async Task LoginName_ThatReadsLikeAnother_IsRefused(string name)
    {
        using var answer = await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = name, displayName = "Twin" });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task PasswordFields_AreMaskedAndCanBeFilledByManagers()
    {
        // ASVS 6.2.6, 6.2.7: no field of a password shows it, none keeps a manager or a paste out
        using var browser = await Browser.LogInAsync(silo, "root");
        foreach (var page in new[] { "profile", "users/new", $"users/{silo.UserId}", "directories/new" })
        {
            foreach (Match field in PasswordField().Matches(await browser.PageAsync(page)))
            {
                field.Value.ShouldContain("type=\"password\"");
                field.Value.ShouldNotContain("autocomplete=\"off\"");
                field.Value.ShouldNotContain("onpaste");
                field.Value.ShouldNotContain("maxlength");
            }
        }
    }

    [GeneratedRegex("<input[^>]* name=\"(password|again|current)\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex PasswordField();

    private async Task AgeAsync(string user)
    {
        await using var connection = new NpgsqlConnection(silo.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("UPDATE platen.web_sessions SET started_at = started_at - interval '16 minutes' WHERE user_id = $1", connection) { Parameters = { new() { Value = Guid.Parse(user) } } };
        (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }
}
