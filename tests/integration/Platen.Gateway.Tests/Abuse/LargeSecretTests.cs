using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Platen.Gateway.Tests.Hosting;
using Platen.Gateway.Tests.OAuth;

namespace Platen.Gateway.Tests.Abuse;

/// <summary>AU15: a megabyte where a secret is expected, at every place of the web ports that takes one. It is refused as too large or too long, and never hashed: with a slow hash one such request would be a flood.</summary>
[Collection(SiloTests.Name)]
public sealed class LargeSecretTests(SiloHost silo)
{
    private static readonly string Megabyte = new('x', 1_000_000);

    // mutants: bodies without a bound; a hash before the length is looked at
    [Fact]
    public async Task Secret_OfAMegabyte_AtEachPlaceThatTakesOne_IsRefusedAndNotHashed()
    {
        await silo.LogInAnewAsync();
        var client = await new OAuthSteps(silo).RegisterAsync("secret", "client_credentials", "read-devices");
        var session = await silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.AdministratorId));
        using var http = silo.CreateClient(source: IPAddress.Parse("127.0.14.1"));
        using var hashes = new HashCounter();
        var before = hashes.Count;

        List<string> wrong = [];
        foreach (var (method, path, isForm, body) in Places(client.Id))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, isForm ? "application/x-www-form-urlencoded" : "application/json") };
            // else the refusal can be lost while the rest is still being sent
            request.Headers.ExpectContinue = true;
            request.Headers.Add("Cookie", "__Host-platen=" + session);
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            using var answer = await http.SendAsync(request);
            if ((int)answer.StatusCode is < 400 or >= 500)
            {
                wrong.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        wrong.ShouldBeEmpty();
        hashes.Count.ShouldBe(before);
    }

    // in a header the server's own bound for headers holds
    [Fact]
    public async Task Header_OfAMegabyte_IsRefused()
    {
        using var http = silo.CreateClient(source: IPAddress.Parse("127.0.14.2"));
        foreach (var header in new[] { "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("x:" + Megabyte)), "Bearer " + Megabyte })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/session");
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(header);
            await RefusedAsync(http, request);
        }

        using var cookie = new HttpRequestMessage(HttpMethod.Get, "profile");
        cookie.Headers.Add("Cookie", "__Host-platen=" + Megabyte);
        await RefusedAsync(http, cookie);
    }

    private static async Task RefusedAsync(HttpClient http, HttpRequestMessage request)
    {
        try
        {
            using var answer = await http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        }
        catch (HttpRequestException)
        {
            // the server has closed the connection while the rest was still being sent
        }
    }

    private IEnumerable<(string Method, string Path, bool IsForm, string Body)> Places(string client)
    {
        var user = $"api/v1/users/{silo.UserId}";
        yield return ("PUT", user + "/password", false, Json(new { password = Megabyte, currentPassword = "x" }));
        yield return ("PUT", user + "/password", false, Json(new { password = "Correct-horse-8", currentPassword = Megabyte }));
        yield return ("POST", user + "/cards", false, Json(new { number = Megabyte }));
        yield return ("POST", "api/v1/users", false, Json(new { loginName = "large", displayName = "Large", password = Megabyte }));
        yield return ("POST", "api/v1/session", false, Json(new { loginName = "root", password = Megabyte }));
        yield return ("POST", "api/v1/setup", false, Json(new { token = Megabyte, tenantName = "x", loginName = "x", displayName = "x", password = Megabyte }));
        yield return ("PUT", "api/v1/directories/large", false, Json(new { name = "x", schema = "openLdap", host = "127.0.0.1", security = "ldaps", peopleBase = "dc=x", bindDn = "cn=x", password = Megabyte }));
        yield return ("PUT", "api/v1/identity-provider", false, Json(new { name = "x", issuer = "https://op.test", clientId = "x", clientSecret = Megabyte, publicAddress = "https://print.test" }));
        yield return ("POST", "login", true, "loginName=root&password=" + Megabyte);
        yield return ("POST", "setup", true, "token=x&password=" + Megabyte);
        yield return ("POST", "profile?handler=Password", true, $"current={Megabyte}&password=x&again=x");
        yield return ("POST", "profile?handler=AddCard", true, "number=" + Megabyte);
        yield return ("POST", "oauth2/token", true, $"grant_type=client_credentials&client_id={client}&client_secret={Megabyte}");
        yield return ("POST", "oauth2/token", true, $"grant_type=password&client_id={client}&client_secret=x&username=root&password={Megabyte}");
        yield return ("POST", "oauth2/token", true, $"grant_type=authorization_code&client_id={client}&client_secret=x&code={Megabyte}&code_verifier={Megabyte}");
        yield return ("POST", "oauth2/introspect", true, $"client_id={client}&client_secret=x&token={Megabyte}");
        yield return ("POST", "oauth2/revoke", true, $"client_id={client}&client_secret=x&token={Megabyte}");
        yield return ("POST", "device", true, "answer=yes&user_code=" + Megabyte);
    }

    private static string Json(object body) => JsonSerializer.Serialize(body);
}
