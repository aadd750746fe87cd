using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Hosting;
using static Platen.Gateway.Tests.OAuth.OAuthSteps;

namespace Platen.Gateway.Tests.OAuth;

/// <summary>AU30, AU31, AU33: how long tokens live, what ends them, whose they are, and what they are bound to.</summary>
[Collection(SiloTests.Name)]
public sealed class TokenLifeTests(SiloHost silo)
{
    private const string Both = "authorization_code refresh_token";

    private readonly OAuthSteps _steps = new(silo);

    private Task<string> SessionAsync() => silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId));

    [Fact]
    public async Task RefreshToken_ReplayedByTheThief_EndsTheVictimsTokensToo()
    {
        // mutants: a former refresh token is refused and the family lives; only the newest former one is known
        var client = await _steps.RegisterAsync("none", Both, "own-jobs");
        var first = await _steps.AgreedAsync(await SessionAsync(), client);
        var victim = first;
        for (var i = 0; i < 3; i++)
        {
            var (status, body) = await _steps.RefreshAsync(client, victim.Refresh);
            status.ShouldBe(HttpStatusCode.OK, body.ToString());
            victim = (body.GetProperty("access_token").GetString()!, body.GetProperty("refresh_token").GetString()!);
        }

        (await _steps.ApiAsync(victim.Access)).ShouldBe(HttpStatusCode.OK);
        ErrorOf(await _steps.RefreshAsync(client, first.Refresh)).ShouldBe("invalid_grant");
        (await _steps.ApiAsync(victim.Access)).ShouldBe(HttpStatusCode.Unauthorized);
        ErrorOf(await _steps.RefreshAsync(client, victim.Refresh)).ShouldBe("invalid_grant");
        (await _steps.AuditAsync("oauth.refresh-reused")).ShouldContain(client.Id);
    }

    [Fact]
    public async Task RefreshToken_UsedByTheThiefFirst_IsNoticedWhenTheVictimComes()
    {
        var client = await _steps.RegisterAsync("none", Both, "own-jobs");
        var victim = await _steps.AgreedAsync(await SessionAsync(), client);
        var (_, stolen) = await _steps.RefreshAsync(client, victim.Refresh);
        ErrorOf(await _steps.RefreshAsync(client, victim.Refresh)).ShouldBe("invalid_grant");
        (await _steps.ApiAsync(stolen.GetProperty("access_token").GetString()!)).ShouldBe(HttpStatusCode.Unauthorized);
        ErrorOf(await _steps.RefreshAsync(client, stolen.GetProperty("refresh_token").GetString()!)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task RefreshToken_AtAnotherClient_IsNothing_AndStaysGoodForItsOwn()
    {
        // mutant: the agreement's client is not compared with who asks (RFC 6749, 10.4)
        var (own, other) = (await _steps.RegisterAsync("secret", Both, "own-jobs"), await _steps.RegisterAsync("secret", Both, "own-jobs"));
        var (_, refresh) = await _steps.AgreedAsync(await SessionAsync(), own);
        ErrorOf(await _steps.RefreshAsync(other, refresh)).ShouldBe("invalid_grant");
        (await _steps.RefreshAsync(own, refresh)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RefreshToken_UsedByManyAtOnce_GivesOneAtMost_AndEndsIt()
    {
        // mutant: the rotation does not compare the secret in the same statement
        var client = await _steps.RegisterAsync("none", Both, "own-jobs");
        var tokens = await _steps.AgreedAsync(await SessionAsync(), client);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _steps.RefreshAsync(client, tokens.Refresh)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBeLessThanOrEqualTo(1);
        (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task RefreshToken_Slides_AndEndsUnusedAndAtItsLastDay()
    {
        // AU31: 90 days from each use, and never beyond 366 days. Mutant: the end is not moved, or is moved for ever
        var client = await _steps.RegisterAsync("none", Both, "own-jobs");
        var tokens = await _steps.AgreedAsync(await SessionAsync(), client);
        (await EndsAsync(client.Id)).ShouldBe(90, 0.1);
        await AgeAsync(client.Id, 80);
        var (_, body) = await _steps.RefreshAsync(client, tokens.Refresh);
        (await EndsAsync(client.Id)).ShouldBe(90, 0.1);
        await _steps.SqlAsync("UPDATE platen.authorizations SET granted_at = granted_at - interval '280 days' WHERE client = $1", client.Id);
        (_, body) = await _steps.RefreshAsync(client, body.GetProperty("refresh_token").GetString()!);
        (await EndsAsync(client.Id)).ShouldBe(6, 0.1);
        await AgeAsync(client.Id, 7);
        ErrorOf(await _steps.RefreshAsync(client, body.GetProperty("refresh_token").GetString()!)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task AccessToken_AfterTwentyMinutes_IsOver_AndStoredHashedOnly()
    {
        // AU30
        var client = await _steps.RegisterAsync("none", Both, "own-jobs");
        var (access, refresh) = await _steps.AgreedAsync(await SessionAsync(), client);
        (await _steps.SqlAsync("UPDATE platen.tokens SET name = name WHERE client = $1 AND kind = 2 AND ends_at BETWEEN now() + interval '19 minutes' AND now() + interval '20 minutes'", client.Id)).ShouldBe(1);
        (await _steps.SqlAsync("UPDATE platen.tokens t SET name = name WHERE t::text LIKE '%' || $1 || '%'", access)).ShouldBe(0);
        (await _steps.SqlAsync("UPDATE platen.authorizations t SET client = client WHERE t::text LIKE '%' || $1 || '%'", refresh)).ShouldBe(0);
        await _steps.SqlAsync("UPDATE platen.tokens SET ends_at = ends_at - interval '20 minutes' WHERE client = $1 AND kind = 2", client.Id);
        (await _steps.ApiAsync(access)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Tokens_OfAUserWhoIsShutOutOrHasANewPassword_EndAtOnce()
    {
        // mutants: shutting out, or a new password, ends sessions only (I5)
        var client = await _steps.RegisterAsync("none", Both, "own-jobs");
        foreach (var act in new Func<Guid, Task<HttpResponseMessage>>[]
        {
            user => silo.Administrator.PutAsJsonAsync($"api/v1/users/{user}/password", new { password = "Another-horse-8", passwordIsInitial = false }),
            user => silo.Administrator.PatchAsJsonAsync($"api/v1/users/{user}", new { active = false }),
        })
        {
            var (user, http) = await silo.UserWithAsync([Right.ReadQueues]);
            using var _ = http;
            var session = await silo.SessionOfAsync(user.Id);
            var tokens = await _steps.AgreedAsync(session, client);
            var waiting = await _steps.CodeAsync(session, client.Id);
            await SiloHost.ReadAsync(await act(user.Id.Value));
            (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.Unauthorized);
            ErrorOf(await _steps.RefreshAsync(client, tokens.Refresh)).ShouldBe("invalid_grant");
            (await _steps.ErrorAsync(("grant_type", "authorization_code"), ("client_id", client.Id), ("code", waiting.Code), ("redirect_uri", Redirect), ("code_verifier", waiting.Verifier))).ShouldBe("invalid_grant");
        }
    }

    [Fact]
    public async Task Agreement_TakenAway_EndsItsTokens_ByItsUserOnly()
    {
        var client = await _steps.RegisterAsync("none", Both, "own-jobs");
        var tokens = await _steps.AgreedAsync(await SessionAsync(), client);
        var listed = (await SiloHost.ReadAsync(await silo.User.GetAsync($"api/v1/users/{silo.UserId}/authorizations"))).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("client").GetString() == client.Id);
        var id = listed.GetProperty("id").GetString();
        var (_, foreign) = await silo.UserWithAsync([Right.ReadUsers]);
        using (foreign)
        {
            using var refused = await foreign.DeleteAsync($"api/v1/users/{silo.UserId}/authorizations/{id}");
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        await SiloHost.ReadAsync(await silo.User.DeleteAsync($"api/v1/users/{silo.UserId}/authorizations/{id}"));
        (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.Unauthorized);
        ErrorOf(await _steps.RefreshAsync(client, tokens.Refresh)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Client_ShutOut_LosesEverything_AndItsIdIsNeverAnothers()
    {
        var client = await _steps.RegisterAsync("secret", Both + " client_credentials", "own-jobs read-devices");
        var tokens = await _steps.AgreedAsync(await SessionAsync(), client, "own-jobs");
        var (own, _) = await _steps.TokensAsync(("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", client.Secret));
        (await _steps.ApiAsync(own, "api/v1/devices")).ShouldBe(HttpStatusCode.OK);
        await SiloHost.ReadAsync(await silo.Administrator.DeleteAsync($"api/v1/clients/{client.Id}"));
        (await _steps.ApiAsync(own, "api/v1/devices")).ShouldBe(HttpStatusCode.Unauthorized);
        (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.Unauthorized);
        ErrorOf(await _steps.RefreshAsync(client, tokens.Refresh)).ShouldBe("invalid_client");
        using var again = await silo.Administrator.PutAsJsonAsync($"api/v1/clients/{client.Id}", new { name = "x", authentication = "none", grants = new[] { "authorization_code" }, scopes = new[] { "own-jobs" }, redirectAddresses = new[] { Redirect } });
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Secret_Renewed_EndsTheFormerOne()
    {
        var client = await _steps.RegisterAsync("secret", "client_credentials", "read-devices");
        var (own, _) = await _steps.TokensAsync(("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", client.Secret));
        var renewed = (await SiloHost.ReadAsync(await silo.Administrator.PostAsync($"api/v1/clients/{client.Id}/secret", null))).GetProperty("secret").GetString()!;
        (await _steps.ApiAsync(own, "api/v1/devices")).ShouldBe(HttpStatusCode.Unauthorized);
        (await _steps.ErrorAsync(("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", client.Secret))).ShouldBe("invalid_client");
        (await _steps.TokensAsync(("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", renewed))).Access.ShouldNotBeEmpty();
        (await (await silo.Administrator.GetAsync($"api/v1/clients/{client.Id}")).Content.ReadAsStringAsync()).ShouldNotContain("secretHash");
        (await _steps.SqlAsync("UPDATE platen.small_records r SET kind = kind WHERE kind = 'oauth-client' AND r::text LIKE '%' || $1 || '%'", renewed)).ShouldBe(0);
    }

    [Fact]
    public async Task Token_BoundToACertificate_IsNothingWithoutIt()
    {
        // RFC 8705, 3. Mutants: the binding is not stored; it is not asked for at the API, or at a refresh
        using var certificate = Certificate();
        using var stranger = Certificate();
        var client = await _steps.RegisterAsync("none", Both, "own-jobs");
        var (code, verifier) = await _steps.CodeAsync(await SessionAsync(), client.Id);
        using var with = silo.CreateClient(silo.MutualTlsPort, certificate);
        using var other = silo.CreateClient(silo.MutualTlsPort, stranger);
        var (status, body) = await _steps.PostAsync("token", with, ("grant_type", "authorization_code"), ("client_id", client.Id), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier));
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        var (access, refresh) = (body.GetProperty("access_token").GetString()!, body.GetProperty("refresh_token").GetString()!);
        (await _steps.ApiAsync(access, by: with)).ShouldBe(HttpStatusCode.OK);
        (await _steps.ApiAsync(access, by: other)).ShouldBe(HttpStatusCode.Unauthorized);
        (await _steps.ApiAsync(access)).ShouldBe(HttpStatusCode.Unauthorized);
        ErrorOf(await _steps.RefreshAsync(client, refresh)).ShouldBe("invalid_grant");
        ErrorOf(await _steps.RefreshAsync(client, refresh, other)).ShouldBe("invalid_grant");
        (await _steps.RefreshAsync(client, refresh, with)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Client_WithACertificate_ProvesItselfByIt_AtThatPortOnly()
    {
        // AU33: a device calls in its own name. RFC 8705, 2.2
        using var certificate = Certificate();
        using var stranger = Certificate();
        var print = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var client = await _steps.RegisterAsync("certificate", "client_credentials", "read-devices", certificates: [print]);
        (string, string)[] ask = [("grant_type", "client_credentials"), ("client_id", client.Id)];
        using var with = silo.CreateClient(silo.MutualTlsPort, certificate);
        using var other = silo.CreateClient(silo.MutualTlsPort, stranger);
        ErrorOf(await _steps.PostAsync("token", other, ask)).ShouldBe("invalid_client");
        ErrorOf(await _steps.PostAsync("token", null, ask)).ShouldBe("invalid_client");
        var (status, body) = await _steps.PostAsync("token", with, ask);
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        var token = body.GetProperty("access_token").GetString()!;
        (await _steps.ApiAsync(token, "api/v1/devices", with)).ShouldBe(HttpStatusCode.OK);
        (await _steps.ApiAsync(token, "api/v1/devices")).ShouldBe(HttpStatusCode.Unauthorized);
        using var page = await with.GetAsync("login");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound, "no page answers where certificates are asked for");
        var metadata = await SiloHost.ReadAsync(await silo.Anonymous.GetAsync(".well-known/oauth-authorization-server"));
        metadata.GetProperty("mtls_endpoint_aliases").GetProperty("token_endpoint").GetString().ShouldBe($"https://127.0.0.1:{silo.MutualTlsPort}/oauth2/token");
    }

    private Task<int> AgeAsync(string client, int days) =>
        _steps.SqlAsync($"UPDATE platen.authorizations SET granted_at = granted_at - interval '{days} days', used_at = used_at - interval '{days} days', ends_at = ends_at - interval '{days} days' WHERE client = $1", client);

    private async Task<double> EndsAsync(string client)
    {
        await using var connection = new Npgsql.NpgsqlConnection(silo.Database);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("SELECT extract(epoch FROM ends_at - now())::double precision / 86400 FROM platen.authorizations WHERE client = $1", connection) { Parameters = { new() { Value = client } } };
        return (double)(await command.ExecuteScalarAsync())!;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = new CertificateRequest("CN=terminal", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
