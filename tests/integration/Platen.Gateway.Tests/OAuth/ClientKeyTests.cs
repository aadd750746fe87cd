using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platen.Gateway.Tests.Hosting;
using static Platen.Gateway.Tests.OAuth.OAuthSteps;

namespace Platen.Gateway.Tests.OAuth;

/// <summary>AU33: a client that proves itself by what it signs (<c>private_key_jwt</c>, RFC 7523), and the games that are played with signed tokens (RFC 8725). Each wrong case is the mutant of one check.</summary>
[Collection(SiloTests.Name)]
public sealed class ClientKeyTests(SiloHost silo) : IDisposable
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly OAuthSteps _steps = new(silo);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(2048);

    public static TheoryData<string> Wrong =>
        ["alg none", "alg HS256 of the public key", "alg RS256 with the curve's key", "another key", "crit", "another issuer", "another subject", "another audience", "two audiences", "no audience", "over", "good for an hour", "no end", "not yet", "no id", "twice a member", "not signed", "three dots", "with a secret beside it", "of another type"];

    private string Issuer => silo.Address.ToString().TrimEnd('/');

    [Fact]
    public async Task Assertion_OfEachAlgorithm_GetsATokenOnce()
    {
        // mutant: an assertion is taken as often as it comes
        var client = await RegisterAsync();
        foreach (var algorithm in new[] { "ES256", "PS256", "RS256" })
        {
            var assertion = Make(client, algorithm);
            var (status, body) = await AskAsync(client, assertion);
            status.ShouldBe(HttpStatusCode.OK, $"{algorithm}: {body}");
            (await _steps.ApiAsync(body.GetProperty("access_token").GetString()!, "api/v1/devices")).ShouldBe(HttpStatusCode.OK);
            ErrorOf(await AskAsync(client, assertion)).ShouldBe("invalid_client", "sent again by whoever has read it along");
        }

        // LG01: whoever exchanges a client's key is that client from then on
        (await _steps.AuditAsync("oauth.client-created")).ShouldContain(Convert.ToHexStringLower(SHA256.HashData(_curve.ExportSubjectPublicKeyInfo())));
        // the id may be left out, and the token endpoint may be the audience (RFC 7521, 4.2; RFC 7523, 3)
        (await AskAsync("", Make(client, "ES256", claims => claims["aud"] = Issuer + "/oauth2/token"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Assertion_ThatIsNotRight_ProvesNothing(string what)
    {
        var client = await RegisterAsync();
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var assertion = what switch
        {
            "alg none" => Make(client, "none", sign: _ => []),
            "alg HS256 of the public key" => Make(client, "HS256", sign: text => HMACSHA256.HashData(Encoding.ASCII.GetBytes(_curve.ExportSubjectPublicKeyInfoPem()), text)),
            "alg RS256 with the curve's key" => Make(client, "RS256", sign: text => _curve.SignData(text, HashAlgorithmName.SHA256)),
            "another key" => Make(client, "ES256", sign: text => stranger.SignData(text, HashAlgorithmName.SHA256)),
            "crit" => Make(client, "ES256", head: head => head["crit"] = new[] { "b64" }),
            "another issuer" => Make(client, "ES256", claims => claims["iss"] = "somebody"),
            "another subject" => Make(client, "ES256", claims => claims["sub"] = "somebody"),
            "another audience" => Make(client, "ES256", claims => claims["aud"] = "https://another.example"),
            "two audiences" => Make(client, "ES256", claims => claims["aud"] = new[] { Issuer, "https://another.example" }),
            "no audience" => Make(client, "ES256", claims => claims.Remove("aud")),
            "over" => Make(client, "ES256", claims => claims["exp"] = Now - 1),
            "good for an hour" => Make(client, "ES256", claims => claims["exp"] = Now + 3_600),
            "no end" => Make(client, "ES256", claims => claims.Remove("exp")),
            "not yet" => Make(client, "ES256", claims => claims["nbf"] = Now + 600),
            "no id" => Make(client, "ES256", claims => claims.Remove("jti")),
            "twice a member" => Twice(client),
            "not signed" => Make(client, "ES256")[..^10],
            "three dots" => Make(client, "ES256") + ".x",
            _ => Make(client, "ES256"),
        };
        (string, string)[] more = what == "with a secret beside it" ? [("client_secret", "pls_x")] : [];
        ErrorOf(await AskAsync(client, assertion, what == "of another type" ? "urn:ietf:params:oauth:client-assertion-type:saml2-bearer" : AssertionType, more)).ShouldBeOneOf("invalid_client", "invalid_request");
    }

    [Fact]
    public async Task Assertion_OfAnotherClient_IsNothing_AndPublicClientsHaveNone()
    {
        var (client, other) = (await RegisterAsync(), await RegisterAsync());
        ErrorOf(await AskAsync(other, Make(client, "ES256"))).ShouldBe("invalid_client");
        var open = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        ErrorOf(await AskAsync(open.Id, Make(open.Id, "ES256"))).ShouldBe("invalid_client");
        ErrorOf(await _steps.PostAsync("token", null, ("grant_type", "client_credentials"), ("client_id", client))).ShouldBe("invalid_client", "the id alone is no proof");
    }

    [Fact]
    public async Task Keys_ThatAreWeakPrivateOrNone_AreNotRegistered()
    {
        using var weak = RSA.Create(1024);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var key in new[] { weak.ExportSubjectPublicKeyInfoPem(), other.ExportSubjectPublicKeyInfoPem(), _curve.ExportPkcs8PrivateKeyPem(), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "x", new string('x', 100_000) })
        {
            using var answer = await silo.Administrator.PutAsJsonAsync("api/v1/clients/weak-keys", new { name = "Weak", authentication = "privateKey", grants = new[] { "client_credentials" }, scopes = new[] { "read-devices" }, keys = new[] { key } });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, key[..Math.Min(30, key.Length)]);
        }
    }

    public void Dispose()
    {
        _curve.Dispose();
        _rsa.Dispose();
    }

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private async Task<string> RegisterAsync() =>
        (await _steps.RegisterAsync("privateKey", "client_credentials", "read-devices", keys: [_curve.ExportSubjectPublicKeyInfoPem(), _rsa.ExportSubjectPublicKeyInfoPem()])).Id;

    private Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(string client, string assertion, string type = AssertionType, params (string, string)[] more) =>
        _steps.PostAsync("token", null, [("grant_type", "client_credentials"), ("client_id", client), ("client_assertion_type", type), ("client_assertion", assertion), .. more]);

    private string Make(string client, string algorithm, Action<Dictionary<string, object>>? claims = null, Action<Dictionary<string, object>>? head = null, Func<byte[], byte[]>? sign = null)
    {
        var body = new Dictionary<string, object> { ["iss"] = client, ["sub"] = client, ["aud"] = Issuer, ["exp"] = Now + 60, ["iat"] = Now, ["jti"] = Guid.CreateVersion7().ToString() };
        var first = new Dictionary<string, object> { ["alg"] = algorithm, ["typ"] = "JWT" };
        claims?.Invoke(body);
        head?.Invoke(first);
        return Sign(JsonSerializer.Serialize(first), JsonSerializer.Serialize(body), sign ?? Signer(algorithm));
    }

    // a reader that takes the last of two members, and one that takes the first, would believe different things
    private string Twice(string client) => Sign("{\"alg\":\"ES256\"}", $"{{\"iss\":\"{client}\",\"sub\":\"somebody\",\"sub\":\"{client}\",\"aud\":\"{Issuer}\",\"exp\":{Now + 60},\"jti\":\"{Guid.CreateVersion7()}\"}}", Signer("ES256"));

    private Func<byte[], byte[]> Signer(string algorithm) => algorithm switch
    {
        "RS256" => text => _rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "PS256" => text => _rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => text => _curve.SignData(text, HashAlgorithmName.SHA256),
    };

    private static string Sign(string head, string body, Func<byte[], byte[]> sign)
    {
        var text = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(head)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(body));
        return text + "." + Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)));
    }
}
