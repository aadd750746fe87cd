using System.Net;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Hosting;
using static Platen.Gateway.Tests.OAuth.OAuthSteps;

namespace Platen.Gateway.Tests.OAuth;

/// <summary>AU29: the authorization code and what can be done wrong with it, each MUST of RFC 6749, RFC 7636, RFC 8252, RFC 9207 and RFC 9700.</summary>
[Collection(SiloTests.Name)]
public sealed class CodeTests(SiloHost silo)
{
    private readonly OAuthSteps _steps = new(silo);

    private Task<string> SessionAsync() => silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId));

    [Fact]
    public async Task Code_WithAnotherVerifierRedirectOrClient_IsRefused()
    {
        // mutants: the verifier is not compared; the redirect address of the code is not; a code of another client is taken
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var other = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var session = await SessionAsync();
        var (code, verifier) = await _steps.CodeAsync(session, client.Id);
        (await ErrorAsync(other.Id, code, verifier)).ShouldBe("invalid_grant");
        (await ErrorAsync(client.Id, code, Pkce().Verifier)).ShouldBe("invalid_grant");
        (code, verifier) = await _steps.CodeAsync(session, client.Id);
        (await ErrorAsync(client.Id, code, verifier, Redirect + "/")).ShouldBe("invalid_grant");
        (code, _) = await _steps.CodeAsync(session, client.Id);
        (await ErrorAsync(client.Id, code, "")).ShouldBe("invalid_grant");
        (code, verifier) = await _steps.CodeAsync(session, client.Id);
        (await RedeemAsync(client.Id, code, verifier)).Access.ShouldStartWith("pla_");
    }

    [Fact]
    public async Task Code_UsedAgain_EndsAllThatCameFromIt()
    {
        // mutant: a code that was used is refused, and its tokens live on
        var client = await _steps.RegisterAsync("none", "authorization_code refresh_token", "own-jobs");
        var (code, verifier) = await _steps.CodeAsync(await SessionAsync(), client.Id);
        var tokens = await RedeemAsync(client.Id, code, verifier);
        (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.OK);
        (await ErrorAsync(client.Id, code, verifier)).ShouldBe("invalid_grant");
        (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.Unauthorized);
        ErrorOf(await _steps.RefreshAsync(client, tokens.Refresh)).ShouldBe("invalid_grant");
        (await _steps.AuditAsync("oauth.code-reused")).ShouldContain(client.Id);
    }

    [Fact]
    public async Task Code_RedeemedByManyAtOnce_WorksOnceAtMost()
    {
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var (code, verifier) = await _steps.CodeAsync(await SessionAsync(), client.Id);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _steps.PostAsync("token", null, Fields(client.Id, code, verifier, Redirect))));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBeLessThanOrEqualTo(1);
        foreach (var (_, body) in answers.Where(answer => answer.Status == HttpStatusCode.OK))
        {
            (await _steps.ApiAsync(body.GetProperty("access_token").GetString()!)).ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Code_AfterAMinute_IsOver()
    {
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var (code, verifier) = await _steps.CodeAsync(await SessionAsync(), client.Id);
        await _steps.SqlAsync("UPDATE platen.tokens SET issued_at = issued_at - interval '61 seconds' WHERE client = $1", client.Id);
        (await ErrorAsync(client.Id, code, verifier)).ShouldBe("invalid_grant");
    }

    [Theory]
    [InlineData("plain", "")]
    [InlineData("", "")]
    [InlineData("S256", "short")]
    [InlineData("S512", "")]
    public async Task Request_WithoutAChallengeByS256_IsSentBack(string method, string challenge)
    {
        // mutant: plain, or no challenge at all, is taken (RFC 9700, 2.1.1)
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var (status, location, _) = await _steps.PageAsync(await SessionAsync(), Authorize(client.Id, challenge.Length > 0 ? challenge : Pkce().Challenge, method: method));
        status.ShouldBe(HttpStatusCode.SeeOther);
        location.ShouldStartWith(Redirect + "?");
        (Parameter(location, "error"), Parameter(location, "state"), Parameter(location, "iss")).ShouldBe(("invalid_request", "xyz", silo.Address.ToString().TrimEnd('/')));
        Parameter(location, "code").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://app.example.com/callback/")]
    [InlineData("https://app.example.com/callback?x=1")]
    [InlineData("https://APP.example.com/callback")]
    [InlineData("https://app.example.com.evil.test/callback")]
    [InlineData("https://app.example.com/callback#f")]
    [InlineData("http://app.example.com/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Request_ForAnotherAddress_IsAnsweredHereAndNotThere(string redirect)
    {
        // mutant: addresses are compared by their beginning, or by their host
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var (status, location, html) = await _steps.PageAsync(await SessionAsync(), Authorize(client.Id, Pkce().Challenge, redirect: redirect), ("answer", "yes"));
        (status, location).ShouldBe((HttpStatusCode.BadRequest, ""));
        html.ShouldContain("not registered");
    }

    [Theory]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:65000/cb", true)]
    [InlineData("http://[::1]/cb", "http://[::1]:1/cb", true)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1:65000/other", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1.evil.test/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://127.0.0.1@evil.test/cb", false)]
    [InlineData("http://127.0.0.1/cb", "http://localhost/cb", false)]
    [InlineData("com.example.app:/cb", "com.example.app:/cb", true)]
    public async Task NativeProgram_MayChooseItsPortAndNothingElse(string registered, string asked, bool good)
    {
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs", registered);
        var (status, location, _) = await _steps.PageAsync(await SessionAsync(), Authorize(client.Id, Pkce().Challenge, redirect: asked), ("answer", "yes"));
        (status, location.StartsWith(asked + "?code=", StringComparison.Ordinal)).ShouldBe((good ? HttpStatusCode.SeeOther : HttpStatusCode.BadRequest, good));
    }

    [Fact]
    public async Task Request_TwiceNamedOrUnsupported_IsSentBack()
    {
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var session = await SessionAsync();
        foreach (var (more, error) in new[]
        {
            ("&scope=own-profile", "invalid_request"), ("&request=x", "invalid_request"), ("&response_mode=fragment", "invalid_request"),
        })
        {
            var (_, location, _) = await _steps.PageAsync(session, Authorize(client.Id, Pkce().Challenge, "own-jobs", more: more), ("answer", "yes"));
            Parameter(location, "error").ShouldBe(error, more);
        }

        var (_, wide, _) = await _steps.PageAsync(session, Authorize(client.Id, Pkce().Challenge, "own-jobs own-profile"), ("answer", "yes"));
        Parameter(wide, "error").ShouldBe("invalid_scope");
        var (twice, none, _) = await _steps.PageAsync(session, Authorize(client.Id, Pkce().Challenge) + "&redirect_uri=https%3A%2F%2Fevil.test", ("answer", "yes"));
        (twice, none).ShouldBe((HttpStatusCode.BadRequest, ""));
    }

    [Fact]
    public async Task Consent_NeedsALoginInPerson_AndItsOwnPage()
    {
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var ask = Authorize(client.Id, Pkce().Challenge);
        using (var anonymous = await silo.Anonymous.GetAsync(ask))
        {
            anonymous.Headers.Location!.OriginalString.ShouldStartWith("/login?to=");
        }

        // a program cannot agree to a program, and no other site's page can press the button
        using var program = silo.CreateClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await Security.TokenTests.MakeAsync(silo.User, silo.UserId, "own-jobs"));
        using (var byProgram = await program.PostAsync(ask, new FormUrlEncodedContent([KeyValuePair.Create("answer", "yes")])))
        {
            byProgram.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var forged = new HttpRequestMessage(HttpMethod.Post, ask) { Content = new FormUrlEncodedContent([KeyValuePair.Create("answer", "yes")]) };
        forged.Headers.Add("Cookie", $"__Host-platen={await SessionAsync()}");
        forged.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await silo.Anonymous.SendAsync(forged);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    // ASVS 10.7.2. Mutants: nothing is said; the same is said of programs that get a refresh token and of those that get none
    [Theory]
    [InlineData("authorization_code refresh_token", "does not use it for 90 days, and after 366 days in any case")]
    [InlineData("authorization_code", "for 20 minutes")]
    public async Task Consent_SaysWhoWhatForWhomAndHowLong(string grants, string lasts)
    {
        var client = await _steps.RegisterAsync("none", grants, "own-jobs");
        var (_, _, html) = await _steps.PageAsync(await SessionAsync(), Authorize(client.Id, Pkce().Challenge));
        foreach (var word in new[] { $"Program {client.Id}", "Carol", "Own jobs", "https://app.example.com", lasts })
        {
            html.ShouldContain(word);
        }
    }

    [Fact]
    public async Task Consent_OfAUserWithFewerRights_GivesFewerScopes_AndNeverMoreLater()
    {
        // mutant: the scopes that were asked for are stored, and a right that the user gains later opens them
        var client = await _steps.RegisterAsync("secret", "authorization_code", "own-jobs read-queues read-audit");
        var (user, http) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = http;
        var (_, _, html) = await _steps.PageAsync(await silo.SessionOfAsync(user.Id), Authorize(client.Id, Pkce().Challenge));
        html.ShouldContain("See queues");
        html.ShouldNotContain("audit log");
        var (access, _) = await _steps.AgreedAsync(await silo.SessionOfAsync(user.Id), client);
        (await _steps.ApiAsync(access, "api/v1/queues")).ShouldBe(HttpStatusCode.OK);
        var administrator = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(silo.Administrator, $"api/v1/users/{user.Id}/roles", new { roles = new[] { new { role = "auditor" } } });
        await SiloHost.ReadAsync(administrator);
        (await _steps.ApiAsync(access, "api/v1/audit")).ShouldBe(HttpStatusCode.Forbidden);
        (await _steps.ApiAsync(access, "api/v1/queues")).ShouldBe(HttpStatusCode.Forbidden, "the right was taken away with the former role");
    }

    private static (string, string)[] Fields(string client, string code, string verifier, string redirect) =>
        [("grant_type", "authorization_code"), ("client_id", client), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier)];

    private Task<string> ErrorAsync(string client, string code, string verifier, string redirect = Redirect) => _steps.ErrorAsync(Fields(client, code, verifier, redirect));

    private Task<(string Access, string Refresh)> RedeemAsync(string client, string code, string verifier) => _steps.TokensAsync(Fields(client, code, verifier, Redirect));
}
