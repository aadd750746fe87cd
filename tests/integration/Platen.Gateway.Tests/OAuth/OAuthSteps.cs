using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.OAuth;

/// <summary>What the tests of OAuth do over and over: register programs, agree as a user, ask for tokens, let time go by in the record.</summary>
internal sealed partial class OAuthSteps(SiloHost silo)
{
    public const string Redirect = "https://app.example.com/callback";
    public const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";
    public const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    public const string ExchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";

    private static int _registered;

    /// <summary>Registers a client under a name of its own.</summary>
    public async Task<(string Id, string Secret)> RegisterAsync(string authentication, string grants, string scopes, string redirect = Redirect, string[]? certificates = null, bool mayIntrospect = false, string[]? keys = null)
    {
        var id = $"client-{Interlocked.Increment(ref _registered)}";
        var body = new { name = $"Program {id}", authentication, grants = grants.Split(' '), scopes = scopes.Split(' '), redirectAddresses = new[] { redirect }, certificates, mayIntrospect, keys };
        var made = await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/clients/{id}", body));
        return (id, made.GetProperty("secret").GetString() ?? "");
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string endpoint, HttpClient? client, params (string Name, string Value)[] fields)
    {
        using var answer = await (client ?? silo.Anonymous).PostAsync($"oauth2/{endpoint}", new FormUrlEncodedContent(fields.Where(field => field.Value.Length > 0).Select(field => KeyValuePair.Create(field.Name, field.Value))));
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>Asks for tokens and gets them.</summary>
    public async Task<(string Access, string Refresh)> TokensAsync(params (string Name, string Value)[] fields)
    {
        var (status, body) = await PostAsync("token", null, fields);
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        return (body.GetProperty("access_token").GetString()!, body.TryGetProperty("refresh_token", out var refresh) ? refresh.GetString()! : "");
    }

    /// <summary>Asks for tokens and gets an error.</summary>
    public async Task<string> ErrorAsync(params (string Name, string Value)[] fields) => ErrorOf(await PostAsync("token", null, fields));

    public static string ErrorOf((HttpStatusCode Status, JsonElement Body) answer)
    {
        answer.Status.ShouldBeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized], answer.Body.ToString());
        answer.Body.TryGetProperty("access_token", out _).ShouldBeFalse();
        return answer.Body.GetProperty("error").GetString()!;
    }

    /// <summary>A page of the user's browser.</summary>
    public async Task<(HttpStatusCode Status, string Location, string Html)> PageAsync(string session, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(form.Length > 0 ? HttpMethod.Post : HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"__Host-platen={session}");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Accept", "text/html");
        request.Content = form.Length > 0 ? new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))) : null;
        using var answer = await silo.Anonymous.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString ?? "", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    public static (string Verifier, string Challenge) Pkce()
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (verifier, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }

    public static string Authorize(string client, string challenge, string scope = "", string redirect = Redirect, string method = "S256", string more = "") =>
        $"oauth2/authorize?response_type=code&client_id={client}&redirect_uri={Uri.EscapeDataString(redirect)}&scope={Uri.EscapeDataString(scope)}&state=xyz&code_challenge={challenge}&code_challenge_method={method}{more}";

    /// <summary>Agrees, and gives the code with its verifier.</summary>
    public async Task<(string Code, string Verifier)> CodeAsync(string session, string client, string scope = "", string redirect = Redirect)
    {
        var (verifier, challenge) = Pkce();
        var (status, location, html) = await PageAsync(session, Authorize(client, challenge, scope, redirect), ("answer", "yes"));
        status.ShouldBe(HttpStatusCode.SeeOther, html);
        return (Parameter(location, "code"), verifier);
    }

    /// <summary>Agrees and redeems the code.</summary>
    public async Task<(string Access, string Refresh)> AgreedAsync(string session, (string Id, string Secret) client, string scope = "")
    {
        var (code, verifier) = await CodeAsync(session, client.Id, scope);
        return await TokensAsync(("grant_type", "authorization_code"), ("client_id", client.Id), ("client_secret", client.Secret), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier));
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> RefreshAsync((string Id, string Secret) client, string token, HttpClient? by = null) =>
        PostAsync("token", by, ("grant_type", "refresh_token"), ("client_id", client.Id), ("client_secret", client.Secret), ("refresh_token", token));

    public static string Parameter(string location, string name) => Uri.UnescapeDataString(Parameters().Matches(location).FirstOrDefault(match => match.Groups[1].Value == name)?.Groups[2].Value ?? "");

    public async Task<HttpStatusCode> ApiAsync(string token, string path = "api/v1/jobs", HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await (by ?? silo.Anonymous).SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Changes the record directly: lets time go by for one row.</summary>
    public async Task<int> SqlAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(silo.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The audit log's newest entries as text.</summary>
    public async Task<string> AuditAsync(string action)
    {
        var rows = (await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/audit?limit=200"))).GetProperty("items");
        return string.Join('\n', rows.EnumerateArray().Where(row => row.GetProperty("action").GetString() == action));
    }

    [GeneratedRegex("[?&]([a-z_]+)=([^&]*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameters();
}
