using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platen.Cluster.Tests.Processes;

/// <summary>Who somebody is, at two gateways in processes of their own at the same time: what is good once is good once at both together, and what ends, ends at both.</summary>
[Trait("suite", "slow")]
public sealed class GatewayPairTests(ProcessCluster cluster) : IClassFixture<ProcessCluster>
{
    private const int Races = 12;
    private const string Redirect = "https://app.example.com/callback";

    // AU16; mutant: a gateway keeps what it has looked up
    [Fact]
    public async Task Session_OfOneGateway_HoldsAtTheOther_AndEndsAtBoth()
    {
        using var here = Plain("gateway-1");
        using var there = Plain("gateway-2");
        var cookie = await LogInAsync(here);
        (await StatusAsync(here, cookie, "jobs"), await StatusAsync(there, cookie, "jobs")).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        await StatusAsync(there, cookie, "logout", ("do", "logout"));
        (await StatusAsync(here, cookie, "jobs"), await StatusAsync(there, cookie, "jobs")).ShouldBe((HttpStatusCode.Redirect, HttpStatusCode.Redirect));
    }

    // AU28, RFC 6749, section 4.1.2, and RFC 9700, section 4.14; mutant: used is what this gateway has seen used
    [Fact]
    public async Task CodeAndRefreshToken_AskedAboutAtBothAtOnce_AreGoodOnce()
    {
        using var here = Plain("gateway-1");
        using var there = Plain("gateway-2");
        var client = await RegisterAsync();
        var cookie = await LogInAsync(here);
        for (var race = 0; race < Races; race++)
        {
            var (code, verifier) = await CodeAsync(race % 2 == 0 ? here : there, cookie, client);
            await ShouldHaveEndedAsync(await BothAsync(("grant_type", "authorization_code"), ("client_id", client), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier)));

            var (second, proof) = await CodeAsync(here, cookie, client);
            var tokens = await TokenAsync(there, ("grant_type", "authorization_code"), ("client_id", client), ("code", second), ("redirect_uri", Redirect), ("code_verifier", proof));
            tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.Body.ToString());
            await ShouldHaveEndedAsync(await BothAsync(("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", tokens.Body.GetProperty("refresh_token").GetString()!)));
        }

        // one of two is answered, or none; and what was answered has ended by the second one's use
        async Task ShouldHaveEndedAsync((HttpStatusCode Status, JsonElement Body)[] answers)
        {
            var given = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToList();
            given.Count.ShouldBeLessThanOrEqualTo(1, string.Join(' ', answers));
            foreach (var (_, body) in given)
            {
                (await TokenAsync(here, ("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", body.GetProperty("refresh_token").GetString()!))).Status.ShouldBe(HttpStatusCode.BadRequest);
                using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/jobs") { Headers = { Authorization = new("Bearer", body.GetProperty("access_token").GetString()) } };
                using var used = await there.SendAsync(request);
                used.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            }
        }

        Task<(HttpStatusCode Status, JsonElement Body)[]> BothAsync(params (string Name, string Value)[] fields) => Task.WhenAll(TokenAsync(here, fields), TokenAsync(there, fields));
    }

    // AU12, AU14; mutant: failures are counted by each gateway for itself
    [Fact]
    public async Task Failures_AtBothAtOnce_LockOnce()
    {
        using var here = Plain("gateway-1");
        using var there = Plain("gateway-2");
        using var administrator = cluster.Client("master-1");
        var login = $"guessed-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        using var made = await administrator.PostAsJsonAsync("api/v1/users", new { loginName = login, displayName = login, password = "Correct horse 7 battery" });
        made.EnsureSuccessStatusCode();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => (turn % 2 == 0 ? here : there).PostAsJsonAsync("api/v1/session", new { loginName = login, password = "Wrong-horse-7" })));
        foreach (var gateway in new[] { here, there })
        {
            using var answer = await gateway.PostAsJsonAsync("api/v1/session", new { loginName = login, password = "Correct horse 7 battery" });
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var audit = (await administrator.GetFromJsonAsync<JsonElement>("api/v1/audit?limit=200")).GetProperty("items").EnumerateArray().Select(entry => entry.ToString()).ToList();
        audit.Count(entry => entry.Contains("user.locked", StringComparison.Ordinal) && entry.Contains(login, StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
    }

    private HttpClient Plain(string gateway)
    {
        var http = cluster.Client(gateway);
        http.DefaultRequestHeaders.Authorization = null;
        return http;
    }

    private async Task<string> LogInAsync(HttpClient gateway)
    {
        var (loginName, password) = cluster.User("alice");
        using var request = Form("login", ("loginName", loginName), ("password", password));
        using var answer = await gateway.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    private async Task<string> RegisterAsync()
    {
        using var administrator = cluster.Client("master-1");
        var id = $"pair-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        using var made = await administrator.PutAsJsonAsync($"api/v1/clients/{id}", new { name = id, authentication = "none", grants = new[] { "authorization_code", "refresh_token" }, scopes = new[] { "own-jobs" }, redirectAddresses = new[] { Redirect } });
        made.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Created], await made.Content.ReadAsStringAsync());
        return id;
    }

    private static async Task<(string Code, string Verifier)> CodeAsync(HttpClient gateway, string cookie, string client)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        using var request = Form($"oauth2/authorize?response_type=code&client_id={client}&redirect_uri={Uri.EscapeDataString(Redirect)}&state=xyz&code_challenge={challenge}&code_challenge_method=S256", ("answer", "yes"));
        request.Headers.Add("Cookie", cookie);
        using var answer = await gateway.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        var query = System.Web.HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        return (query["code"]!, verifier);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient gateway, string cookie, string path, params (string Name, string Value)[] form)
    {
        using var request = Form(path, form);
        request.Headers.Add("Cookie", cookie);
        using var answer = await gateway.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync(HttpClient gateway, params (string Name, string Value)[] fields)
    {
        using var answer = await gateway.PostAsync("oauth2/token", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(fields.Length > 0 ? HttpMethod.Post : HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Accept", "text/html");
        request.Content = fields.Length > 0 ? new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) : null;
        return request;
    }
}
