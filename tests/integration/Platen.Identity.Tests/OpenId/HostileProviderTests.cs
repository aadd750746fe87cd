using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Platen.Domain.OpenId;
using Platen.Identity.OpenId;
using Platen.TestKit.Time;

namespace Platen.Identity.Tests.OpenId;

/// <summary>AU22: what a provider says is believed only when every check of it passes. Each case is a mutant of one check.</summary>
public sealed class HostileProviderTests : IAsyncLifetime
{
    private HostileProvider _op = null!;
    private OpenIdTicket _ticket = null!;

    public static TheoryData<string, object?> WrongClaims => new()
    {
        { "nonce", "another" }, { "nonce", null }, { "aud", "another-client" }, { "aud", null }, { "aud", new[] { HostileProvider.ClientId, "another-client" } }, { "azp", "another-client" },
        { "iss", "https://evil.test" }, { "iss", null }, { "exp", HostileProvider.Now - 120 }, { "exp", null }, { "nbf", HostileProvider.Now + 600 }, { "iat", HostileProvider.Now + 600 }, { "iat", null }, { "sub", "" }, { "sub", null },
    };

    public async Task InitializeAsync()
    {
        _op = await HostileProvider.StartAsync();
        _ticket = OpenIdTicket.New(_op.Settings, "/", DateTimeOffset.UtcNow);
        _op.Nonce = _ticket.Nonce;
    }

    public Task DisposeAsync() => _op.DisposeAsync().AsTask();

    [Fact]
    public async Task Token_ThatIsRight_IsBelieved()
    {
        using var client = new OpenIdClient(TimeProvider.System);
        (await RedeemAsync(client)).ShouldSatisfyAllConditions(person => person.Subject.ShouldBe("person-1"), person => person.Groups!.Value.ShouldBe(["staff"]));
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = curve.ExportParameters(false).Q;
        _op.Instead["/keys"] = context => HostileProvider.JsonAsync(context, new { keys = new[] { new { kty = "EC", kid = "key-1", crv = "P-256", x = Text(point.X!), y = Text(point.Y!) } } });
        (_op.Algorithm, _op.Sign) = ("ES256", text => curve.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256));
        using var other = new OpenIdClient(TimeProvider.System);
        (await RedeemAsync(other)).Subject.ShouldBe("person-1");
    }

    [Fact]
    public async Task Token_OfPss_IsBelieved()
    {
        (_op.Algorithm, _op.Sign) = ("PS256", text => _op.Key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        using var client = new OpenIdClient(TimeProvider.System);
        (await RedeemAsync(client)).Subject.ShouldBe("person-1");
    }

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task Token_WithAWrongClaim_IsRefused(string claim, object? value)
    {
        var right = _op.Claims;
        _op.Claims = () =>
        {
            var claims = right();
            claims.Remove(claim);
            if (value is not null)
            {
                claims[claim] = value;
            }

            return claims;
        };
        await RefusedAsync();
    }

    [Fact]
    public async Task Token_Unsigned_IsRefused()
    {
        (_op.Algorithm, _op.Sign) = ("none", _ => []);
        await RefusedAsync();
    }

    // the old game: HMAC keyed with the public key that everybody has
    [Fact]
    public async Task Token_SignedByHmacOfThePublicKey_IsRefused()
    {
        foreach (var key in new[] { _op.Key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(_op.Key.ExportSubjectPublicKeyInfoPem()), _op.Key.ExportParameters(false).Modulus! })
        {
            (_op.Algorithm, _op.Sign) = ("HS256", text => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));
            await RefusedAsync();
        }
    }

    // a symmetric key in the provider's own set makes no difference
    [Fact]
    public async Task Token_SignedByASymmetricKeyOfTheSet_IsRefused()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        _op.Instead["/keys"] = context => HostileProvider.JsonAsync(context, new { keys = new[] { new { kty = "oct", kid = "key-1", k = Text(key) } } });
        (_op.Algorithm, _op.Sign) = ("HS256", text => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));
        await RefusedAsync();
    }

    [Fact]
    public async Task Token_SignedByAnotherKey_IsRefused()
    {
        using var other = RSA.Create(2048);
        _op.Sign = text => HostileProvider.SignWith(other, text);
        await RefusedAsync();
        using var weak = RSA.Create(1024);
        var parameters = weak.ExportParameters(false);
        _op.Instead["/keys"] = context => HostileProvider.JsonAsync(context, new { keys = new[] { new { kty = "RSA", kid = "key-1", n = Text(parameters.Modulus!), e = Text(parameters.Exponent!) } } });
        _op.Sign = text => HostileProvider.SignWith(weak, text);
        await RefusedAsync();
    }

    // ASVS 9.1.3: whoever may say which key counts needs no other one. Mutant: the token's own key is looked at
    [Fact]
    public async Task Token_ThatBringsItsOwnKey_IsRefused()
    {
        using var own = RSA.Create(2048);
        var parameters = own.ExportParameters(false);
        var jwk = new { kty = "RSA", kid = "key-1", n = Text(parameters.Modulus!), e = Text(parameters.Exponent!) };
        _op.Instead["/own-keys"] = context => HostileProvider.JsonAsync(context, new { keys = new[] { jwk } });
        _op.Sign = text => HostileProvider.SignWith(own, text);
        var certificate = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=op", own, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        foreach (var (name, value) in new (string, object)[] { ("jwk", jwk), ("jku", _op.Issuer + "/own-keys"), ("x5u", _op.Issuer + "/own-keys"), ("x5c", new[] { Convert.ToBase64String(certificate.RawData) }) })
        {
            _op.Head.Clear();
            _op.Head[name] = value;
            await RefusedAsync();
        }
    }

    // Mutants: keys are never fetched again; they are fetched for each made-up key id
    [Fact]
    public async Task Key_Rolled_IsFetchedAnewWithinBounds()
    {
        var time = new ManualTimeProvider();
        time.Advance(DateTimeOffset.UtcNow - time.GetUtcNow());
        using var client = new OpenIdClient(time);
        await RedeemAsync(client);
        _op.RollKey("key-2");
        await Should.ThrowAsync<OpenIdRefusedException>(RedeemAsync(client), "the keys were fetched a moment ago");
        for (var i = 0; i < 20; i++)
        {
            _op.RollKey($"made-up-{i}");
            await Should.ThrowAsync<OpenIdRefusedException>(RedeemAsync(client));
        }

        _op.KeyRequests.ShouldBe(1);
        time.Advance(OpenIdLimits.RefetchAfter);
        (await RedeemAsync(client)).Subject.ShouldBe("person-1");
        _op.KeyRequests.ShouldBe(2);
    }

    // Mutant: the metadata of another issuer is taken (Discovery, 4.3)
    [Fact]
    public async Task Metadata_OfAnotherIssuerOrWithoutHttps_IsRefused()
    {
        _op.Instead["/.well-known/openid-configuration"] = context => HostileProvider.JsonAsync(context, _op.Metadata("https://evil.test"));
        await RefusedAsync();
        _op.Instead["/.well-known/openid-configuration"] = context => HostileProvider.JsonAsync(context, new { issuer = _op.Issuer, authorization_endpoint = "http://127.0.0.1/a", token_endpoint = _op.Issuer + "/token", jwks_uri = _op.Issuer + "/keys" });
        await RefusedAsync();
        _op.Instead["/.well-known/openid-configuration"] = context => HostileProvider.JsonAsync(context, new { issuer = _op.Issuer, authorization_endpoint = _op.Issuer + "/a", token_endpoint = _op.Issuer + "/token", jwks_uri = "file:///etc/passwd" });
        await RefusedAsync();
    }

    // SSRF. Mutants: redirects are followed; an answer without end is read
    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/token")]
    [InlineData("/keys")]
    public async Task Answer_ThatRedirectsOrIsTooLargeOrNoJson_IsRefused(string path)
    {
        _op.Instead[path] = context =>
        {
            context.Response.Redirect(_op.Issuer + "/elsewhere");
            return Task.CompletedTask;
        };
        await RefusedAsync();
        _op.Elsewhere.ShouldBe(0);
        _op.Instead[path] = context => context.Response.WriteAsync("{\"x\":\"" + new string('x', OpenIdLimits.AnswerBytesMax) + "\"}");
        await RefusedAsync();
        _op.Instead[path] = context => context.Response.WriteAsync(string.Concat(Enumerable.Repeat("[", 1_000)));
        await RefusedAsync();
        _op.Instead[path] = context => context.Response.WriteAsync("\"a text\"");
        await RefusedAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9..")]
    public async Task Token_ThatIsNone_IsRefused(string token)
    {
        _op.Instead["/token"] = context => HostileProvider.JsonAsync(context, new { id_token = token });
        await RefusedAsync();
    }

    // Mutant: user information of somebody else is taken for this person (Core, 5.3.2)
    [Fact]
    public async Task UserInfo_OfSomebodyElse_IsRefused()
    {
        var right = _op.Claims;
        _op.Claims = () =>
        {
            var claims = right();
            claims.Remove("email");
            return claims;
        };
        _op.Instead["/.well-known/openid-configuration"] = context => HostileProvider.JsonAsync(context, new { issuer = _op.Issuer, authorization_endpoint = _op.Issuer + "/a", token_endpoint = _op.Issuer + "/token", jwks_uri = _op.Issuer + "/keys", userinfo_endpoint = _op.Issuer + "/userinfo" });
        _op.Instead["/userinfo"] = context => HostileProvider.JsonAsync(context, new { sub = "person-2", email = "mallory@peers.test" });
        await RefusedAsync();
        _op.Instead["/userinfo"] = context => HostileProvider.JsonAsync(context, new { sub = "person-1", email = "alice@peers.test" });
        using var client = new OpenIdClient(TimeProvider.System);
        (await RedeemAsync(client)).Email.ShouldBe("alice@peers.test");
    }

    // ASVS 7.5.1: a provider that answers by an old session, or does not say, has proven nothing now. Mutants: the claim is not asked for; an old or a future time passes; a plain login needs it too
    [Theory]
    [InlineData(null, OpenIdFailure.NoLoginTime)]
    [InlineData("now", OpenIdFailure.NoLoginTime)]
    [InlineData(-120L, OpenIdFailure.OldLogin)]
    [InlineData(-86_400L, OpenIdFailure.OldLogin)]
    [InlineData(600L, OpenIdFailure.NoLoginTime)]
    [InlineData(long.MinValue / 2, OpenIdFailure.NoLoginTime)]
    [InlineData(0L, OpenIdFailure.Unspecified)]
    [InlineData(-30L, OpenIdFailure.Unspecified)]
    [InlineData(30L, OpenIdFailure.Unspecified)]
    public async Task LoginTime_WhereAProofOfNowIsAskedFor_MustBeOfNow(object? offset, OpenIdFailure failure)
    {
        _ticket = OpenIdTicket.New(_op.Settings, "/", DateTimeOffset.UtcNow, again: true);
        _op.Nonce = _ticket.Nonce;
        var right = _op.Claims;
        _op.Claims = () =>
        {
            var claims = right();
            if (offset is not null)
            {
                claims["auth_time"] = offset is long seconds ? HostileProvider.Now + seconds : offset;
            }

            return claims;
        };
        using var client = new OpenIdClient(TimeProvider.System);
        if (failure == OpenIdFailure.Unspecified)
        {
            (await RedeemAsync(client)).ProvenAt!.Value.ShouldBeLessThanOrEqualTo(DateTimeOffset.UtcNow, "clocks differ, but nothing is proven in the future");
            return;
        }

        (await Should.ThrowAsync<OpenIdRefusedException>(RedeemAsync(client))).Failure.ShouldBe(failure);
        _ticket = OpenIdTicket.New(_op.Settings, "/", DateTimeOffset.UtcNow);
        _op.Nonce = _ticket.Nonce;
        (await RedeemAsync(client)).ProvenAt.HasValue.ShouldBe(failure == OpenIdFailure.OldLogin, "a plain login goes through, with the time that it says");
    }

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private Task<OpenIdIdentity> RedeemAsync(OpenIdClient client) => client.RedeemAsync(_op.Settings, "", _ticket, "code", default);

    private async Task RefusedAsync()
    {
        using var client = new OpenIdClient(TimeProvider.System);
        await Should.ThrowAsync<OpenIdRefusedException>(RedeemAsync(client));
    }
}
