using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Platen.E2E.Tests.Running;

/// <summary>A public OAuth client, and the browser of the user who lets it act (AU28, AU31), both over plain HTTP at one server.</summary>
internal sealed class OAuthProgram : IDisposable
{
    public const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string Redirect = "https://app.example.com/callback";

    private readonly HttpClient _http;
    private string _cookie = "";

    private OAuthProgram(Uri console, string certificateFile, string id)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(certificateFile);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = { CertificateChainPolicy = policy } }) { BaseAddress = console };
        Id = id;
    }

    public string Id { get; }

    /// <summary>Registers a client under a name of its own, and logs its user in at the portal.</summary>
    /// <param name="putAsync">Puts a record by REST, as an administrator.</param>
    /// <param name="console">The server's web port.</param>
    /// <param name="certificateFile">What its certificate is trusted by.</param>
    /// <param name="loginName">The user.</param>
    /// <param name="password">The user's password.</param>
    public static async Task<OAuthProgram> RegisterAsync(Func<string, object, Task> putAsync, Uri console, string certificateFile, string loginName, string password)
    {
        var id = $"program-{Guid.CreateVersion7():N}"[..24];
        await putAsync("clients/" + id, new { name = "Program", authentication = "none", grants = new[] { "authorization_code", "refresh_token", DeviceGrant }, scopes = new[] { "own-jobs" }, redirectAddresses = new[] { Redirect } });
        var program = new OAuthProgram(console, certificateFile, id);
        using var answer = await program.SendAsync("login", ("loginName", loginName), ("password", password));
        program._cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return program;
    }

    /// <summary>The same client and browser at another server.</summary>
    public OAuthProgram At(Uri console, string certificateFile) => new(console, certificateFile, Id) { _cookie = _cookie };

    /// <summary>The user agrees: the code with its verifier.</summary>
    public async Task<(string Code, string Verifier)> AgreeAsync()
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        using var answer = await SendAsync(
            $"oauth2/authorize?response_type=code&client_id={Id}&redirect_uri={Uri.EscapeDataString(Redirect)}&scope=own-jobs&state=s&code_challenge={challenge}&code_challenge_method=S256", ("answer", "yes"));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        return (HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["code"]!, verifier);
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> RedeemAsync((string Code, string Verifier) code) =>
        TokenAsync(("grant_type", "authorization_code"), ("code", code.Code), ("redirect_uri", Redirect), ("code_verifier", code.Verifier));

    public Task<(HttpStatusCode Status, JsonElement Body)> RefreshAsync(string token) => TokenAsync(("grant_type", "refresh_token"), ("refresh_token", token));

    public Task<(HttpStatusCode Status, JsonElement Body)> PollAsync(JsonElement device) => TokenAsync(("grant_type", DeviceGrant), ("device_code", device.GetProperty("device_code").GetString()!));

    public async Task<JsonElement> BeginDeviceAsync()
    {
        using var answer = await SendAsync("oauth2/device_authorization", ("client_id", Id), ("scope", "own-jobs"));
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }

    public async Task ApproveAsync(JsonElement device)
    {
        using var answer = await SendAsync("device", ("user_code", device.GetProperty("user_code").GetString()!), ("answer", "yes"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What REST says to an access token.</summary>
    public async Task<HttpStatusCode> ApiAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/jobs");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync(params (string Name, string Value)[] fields)
    {
        using var answer = await SendAsync("oauth2/token", [("client_id", Id), .. fields]);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }

    private Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (_cookie.Length > 0)
        {
            request.Headers.Add("Cookie", _cookie);
        }

        return _http.SendAsync(request);
    }
}
