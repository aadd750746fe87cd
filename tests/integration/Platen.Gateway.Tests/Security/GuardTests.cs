using System.Net;
using System.Net.Http.Json;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Security;

[Collection(SiloTests.Name)]
public sealed class GuardTests(SiloHost silo)
{
    private const string Cookie = "__Host-platen";

    [Fact]
    public async Task Rest_AtTheAgentsPort_IsNotThere()
    {
        // mutant: PortGuard does nothing. Routing believes the Host header, the guard does not.
        using var client = silo.CreateClient(silo.AgentLinkPort);
        client.DefaultRequestHeaders.Host = $"127.0.0.1:{silo.HttpsPort}";
        using var health = await client.GetAsync("health/live");
        using var setup = await client.PostAsJsonAsync("api/v1/setup", new { });
        health.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        setup.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AgentCalls_AtTheWebPort_AreNotThere()
    {
        using var client = silo.CreateClient();
        client.DefaultRequestHeaders.Host = $"127.0.0.1:{silo.AgentLinkPort}";
        using var answer = await client.GetAsync("ca.pem");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task PlainHttp_Get_IsRedirectedToHttps()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync($"http://127.0.0.1:{silo.HttpPort}/jobs?search=a%20b");
        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        answer.Headers.Location!.OriginalString.ShouldBe($"https://127.0.0.1:{silo.HttpsPort}/jobs?search=a%20b");
    }

    [Fact]
    public async Task PlainHttp_WithASecret_IsRefused()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await client.PostAsJsonAsync($"http://127.0.0.1:{silo.HttpPort}/api/v1/session", new { loginName = "root", password = SiloHost.Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task EveryAnswer_HasTheSecurityHeaders()
    {
        using var answer = await silo.Anonymous.GetAsync("api/v1/tenant");
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=31536000");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("X-Nothing", "1", HttpStatusCode.Forbidden)]
    public async Task UnsafeCall_ByCookie_NeedsOurOwnPage(string header, string value, HttpStatusCode expected)
    {
        // mutant: CrossOriginGuard lets everything pass
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/audit/verify");
        request.Headers.Add("Cookie", $"{Cookie}={await silo.TokenAsync("root")}");
        request.Headers.Add(header, value);
        using var answer = await silo.Anonymous.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Login_FromAnotherSitesPage_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/session") { Content = JsonContent.Create(new { loginName = "root", password = SiloHost.Password }) };
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await silo.Anonymous.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task SafeCall_ByCookie_IsAnswered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/session");
        request.Headers.Add("Cookie", $"{Cookie}={await silo.TokenAsync("carol")}");
        using var answer = await silo.Anonymous.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Body_OverTheLimit_IsRefused()
    {
        using var answer = await silo.Anonymous.PostAsJsonAsync("api/v1/session", new { loginName = new string('x', 300 * 1024), password = "x" });
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task EndedSession_IsNoSession()
    {
        var token = await silo.TokenAsync("carol");
        using var client = silo.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await SiloHost.ReadAsync(await client.DeleteAsync("api/v1/session"));
        using var answer = await client.GetAsync("api/v1/session");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
