using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platen.Domain.OpenId;
using Platen.Domain.Tenants;
using Platen.TestKit.Directories;

namespace Platen.Identity.Tests.OpenId;

/// <summary>A provider of our own that does whatever a test tells it, wrong things above all.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    public const string ClientId = "platen";
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-hostile-").FullName;
    private readonly WebApplication _app;
    private readonly TestCa _ca;

    private HostileProvider()
    {
        _ca = new TestCa(_folder);
        var (certificate, key) = _ca.Issue("op", ["127.0.0.1"]);
        var port = PeerProcess.FreePort();
        Issuer = $"https://127.0.0.1:{port}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(X509Certificate2.CreateFromPemFile(certificate, key))));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        Claims = () => new()
        {
            ["iss"] = Issuer, ["aud"] = ClientId, ["sub"] = "person-1", ["nonce"] = Nonce, ["iat"] = Now, ["exp"] = Now + 300, ["preferred_username"] = "alice", ["name"] = "Alice", ["email"] = "alice@peers.test", ["groups"] = new[] { "staff" },
        };
        Sign = text => SignWith(Key, text);
    }

    public string Issuer { get; }

    public string Nonce { get; set; } = "";

    public RSA Key { get; private set; } = RSA.Create(2048);

    public string KeyId { get; private set; } = "key-1";

    public string Algorithm { get; set; } = "RS256";

    /// <summary>Further members of the token's head.</summary>
    public Dictionary<string, object> Head { get; } = [];

    public Func<Dictionary<string, object>> Claims { get; set; }

    public Func<string, byte[]> Sign { get; set; }

    /// <summary>Answers a path in its own way.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Instead { get; } = [];

    public int KeyRequests { get; private set; }

    public int Elsewhere { get; private set; }

    public IdentityProvider Settings => new() { Tenant = TenantId.Parse("acme"), Name = "Hostile", Issuer = Issuer, ClientId = ClientId, PublicAddress = "https://print.test", CertificateAuthorities = _ca.Pem };

    public static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public static async Task<HostileProvider> StartAsync()
    {
        var provider = new HostileProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public static byte[] SignWith(RSA key, string text) => key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Signs with another key from now on.</summary>
    public void RollKey(string id)
    {
        Key = RSA.Create(2048);
        KeyId = id;
    }

    public string Token()
    {
        var head = Encode(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(Head) { ["alg"] = Algorithm, ["kid"] = KeyId, ["typ"] = "JWT" }));
        var text = head + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(Claims()));
        return text + "." + Encode(Sign(text));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public object Metadata(string? issuer = null) => new Dictionary<string, object>
    {
        ["issuer"] = issuer ?? Issuer, ["authorization_endpoint"] = Issuer + "/authorize", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/keys",
    };

    public static Task JsonAsync(HttpContext context, object value) => context.Response.WriteAsJsonAsync(value);

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        KeyRequests += path == "/keys" ? 1 : 0;
        Elsewhere += path == "/elsewhere" ? 1 : 0;
        if (Instead.TryGetValue(path, out var instead))
        {
            return instead(context);
        }

        var rsa = Key.ExportParameters(false);
        return path switch
        {
            "/.well-known/openid-configuration" => JsonAsync(context, Metadata()),
            "/token" => JsonAsync(context, new { id_token = Token(), access_token = "at", token_type = "Bearer" }),
            "/keys" => JsonAsync(context, new { keys = new[] { new { kty = "RSA", kid = KeyId, use = "sig", n = Encode(rsa.Modulus!), e = Encode(rsa.Exponent!) } } }),
            _ => context.Response.WriteAsync("nothing"),
        };
    }
}
