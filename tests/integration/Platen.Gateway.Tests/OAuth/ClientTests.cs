using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Hosting;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;
using static Platen.Gateway.Tests.OAuth.OAuthSteps;

namespace Platen.Gateway.Tests.OAuth;

/// <summary>AU29, AU33, AZ04: clients in their own name, tokens for tokens, what a client is told of tokens, the switch for passwords, and who may register what.</summary>
[Collection(SiloTests.Name)]
public sealed class ClientTests(SiloHost silo)
{
    private readonly OAuthSteps _steps = new(silo);

    private Task<string> SessionAsync() => silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId));

    [Fact]
    public async Task Client_ThatDoesNotProveItself_GetsNothing()
    {
        var client = await _steps.RegisterAsync("secret", "client_credentials authorization_code refresh_token", "read-devices own-jobs");
        (string, string) grant = ("grant_type", "client_credentials");
        (await _steps.ErrorAsync(grant, ("client_id", client.Id))).ShouldBe("invalid_client");
        (await _steps.ErrorAsync(grant, ("client_id", client.Id), ("client_secret", "wrong"))).ShouldBe("invalid_client");
        (await _steps.ErrorAsync(grant, ("client_id", "nobody"), ("client_secret", client.Secret))).ShouldBe("invalid_client");
        (await _steps.ErrorAsync(grant)).ShouldBe("invalid_client");
        (await _steps.ErrorAsync(("client_id", client.Id), ("client_secret", client.Secret))).ShouldBe("invalid_request");
        (await _steps.ErrorAsync(grant, grant, ("client_id", client.Id), ("client_secret", client.Secret))).ShouldBe("invalid_request");
        (await _steps.ErrorAsync(("grant_type", "implicit"), ("client_id", client.Id), ("client_secret", client.Secret))).ShouldBe("unsupported_grant_type");
        (await _steps.ErrorAsync(("grant_type", DeviceGrant), ("client_id", client.Id), ("client_secret", client.Secret))).ShouldBe("unauthorized_client");

        // a code is not redeemed without the secret either
        var (code, verifier) = await _steps.CodeAsync(await SessionAsync(), client.Id, "own-jobs");
        (await _steps.ErrorAsync(("grant_type", "authorization_code"), ("client_id", client.Id), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier))).ShouldBe("invalid_client");
        using var json = await silo.Anonymous.PostAsJsonAsync("oauth2/token", new { grant_type = "client_credentials" });
        json.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Secret_GuessedOften_IsHashedNoMore_AndWhoIsKnownGoesOn()
    {
        var client = await _steps.RegisterAsync("secret", "client_credentials", "read-devices");
        (string, string)[] right = [("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", client.Secret)];
        await _steps.TokensAsync(right);
        for (var i = 0; i < 12; i++)
        {
            (await _steps.ErrorAsync(("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", $"wrong {i}"))).ShouldBe("invalid_client");
        }

        await _steps.TokensAsync(right);
    }

    [Fact]
    public async Task Client_InItsOwnName_HasWhatIsNobodysOwn_AndIsNamedInTheLog()
    {
        // mutants: a client has the own rights of a person; the audit log names nobody
        var client = await _steps.RegisterAsync("secret", "client_credentials", "edit-sites own-jobs own-credentials");
        (string, string)[] ask = [("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", client.Secret)];
        (await _steps.ErrorAsync([.. ask, ("scope", "own-jobs")])).ShouldBe("invalid_scope");
        (await _steps.ErrorAsync([.. ask, ("scope", "edit-sites read-audit")])).ShouldBe("invalid_scope");
        var (token, refresh) = await _steps.TokensAsync(ask);
        refresh.ShouldBeEmpty();
        foreach (var (path, status) in new[]
        {
            ("api/v1/sites", HttpStatusCode.OK), ("api/v1/jobs", HttpStatusCode.Forbidden), ("api/v1/session", HttpStatusCode.Forbidden), ("profile", HttpStatusCode.Forbidden), ("api/v1/users", HttpStatusCode.Forbidden),
        })
        {
            (await _steps.ApiAsync(token, path)).ShouldBe(status, path);
        }

        using var program = silo.CreateClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await SiloHost.ReadAsync(await program.PutAsJsonAsync($"api/v1/sites/of-{client.Id}", new { name = "Made by a program" }));
        (await (await silo.Administrator.GetAsync("api/v1/audit?limit=50")).Content.ReadAsStringAsync()).ShouldContain($"\"client:{client.Id}\"");
    }

    [Fact]
    public async Task Client_NarrowedSince_HasLessAtOnce()
    {
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs own-ledger");
        var (access, _) = await _steps.AgreedAsync(await SessionAsync(), client);
        (await _steps.ApiAsync(access, "api/v1/ledger")).ShouldBe(HttpStatusCode.OK);
        var less = new { name = "Less", authentication = "none", grants = new[] { "authorization_code" }, scopes = new[] { "own-jobs" }, redirectAddresses = new[] { Redirect } };
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/clients/{client.Id}", less));
        (await _steps.ApiAsync(access, "api/v1/ledger")).ShouldBe(HttpStatusCode.Forbidden);
        (await _steps.ApiAsync(access)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Exchange_NeverWidens_AndEndsWithTheUsersAgreement()
    {
        // AU29, RFC 8693. Mutants: the scopes are the terminal's own; the token is of no family; the actor is not looked at
        var phone = await _steps.RegisterAsync("none", "authorization_code refresh_token", "own-jobs");
        var terminal = await _steps.RegisterAsync("secret", $"{ExchangeGrant} client_credentials", "own-jobs own-profile read-devices");
        var stranger = await _steps.RegisterAsync("secret", "client_credentials", "read-devices");
        var users = await _steps.AgreedAsync(await SessionAsync(), phone);
        var (own, _) = await _steps.TokensAsync(("grant_type", "client_credentials"), ("client_id", terminal.Id), ("client_secret", terminal.Secret));
        var (strangers, _) = await _steps.TokensAsync(("grant_type", "client_credentials"), ("client_id", stranger.Id), ("client_secret", stranger.Secret));
        (string, string)[] ask = [("grant_type", ExchangeGrant), ("client_id", terminal.Id), ("client_secret", terminal.Secret), ("subject_token_type", AccessTokenType)];
        (await _steps.ErrorAsync([.. ask, ("subject_token", users.Access), ("scope", "own-profile")])).ShouldBe("invalid_scope");
        (await _steps.ErrorAsync([.. ask, ("subject_token", own)])).ShouldBe("invalid_request", "a client's own token is nobody's to act for");
        (await _steps.ErrorAsync([.. ask, ("subject_token", users.Refresh)])).ShouldBe("invalid_request");
        (await _steps.ErrorAsync([.. ask, ("subject_token", users.Access), ("actor_token", strangers), ("actor_token_type", AccessTokenType)])).ShouldBe("invalid_request");
        (await _steps.ErrorAsync([.. ask, ("subject_token", users.Access), ("audience", "elsewhere")])).ShouldBe("invalid_target");
        (await _steps.ErrorAsync(("grant_type", ExchangeGrant), ("client_id", stranger.Id), ("client_secret", stranger.Secret), ("subject_token", users.Access), ("subject_token_type", AccessTokenType))).ShouldBe("unauthorized_client");

        var (acting, none) = await _steps.TokensAsync([.. ask, ("subject_token", users.Access), ("actor_token", own), ("actor_token_type", AccessTokenType)]);
        none.ShouldBeEmpty();
        (await _steps.ApiAsync(acting)).ShouldBe(HttpStatusCode.OK);
        (await _steps.ApiAsync(acting, "api/v1/devices")).ShouldBe(HttpStatusCode.Forbidden);
        (await _steps.AuditAsync("oauth.token")).ShouldContain("subject-client");
        await _steps.PostAsync("revoke", null, ("client_id", phone.Id), ("token", users.Refresh));
        (await _steps.ApiAsync(acting)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Introspection_TellsOfOwnTokens_AndOfOthersWhereItMay()
    {
        // mutants: any client is told of any token; a public one may ask
        var client = await _steps.RegisterAsync("secret", "authorization_code refresh_token", "own-jobs");
        var nosy = await _steps.RegisterAsync("secret", "client_credentials", "read-devices");
        var guard = await _steps.RegisterAsync("secret", "client_credentials", "read-devices", mayIntrospect: true);
        var open = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var tokens = await _steps.AgreedAsync(await SessionAsync(), client);
        foreach (var (who, active) in new[] { (client, true), (nosy, false), (guard, true) })
        {
            var (status, body) = await _steps.PostAsync("introspect", null, ("client_id", who.Id), ("client_secret", who.Secret), ("token", tokens.Access));
            (status, body.GetProperty("active").GetBoolean()).ShouldBe((HttpStatusCode.OK, active));
            if (!active)
            {
                body.EnumerateObject().Count().ShouldBe(1, "nothing but that it is not good");
            }
            else
            {
                (body.GetProperty("username").GetString(), body.GetProperty("sub").GetString(), body.GetProperty("scope").GetString()).ShouldBe(("carol", silo.UserId, "own-jobs"));
            }
        }

        ErrorOf(await _steps.PostAsync("introspect", null, ("client_id", open.Id), ("token", tokens.Access))).ShouldBe("invalid_client");
        ErrorOf(await _steps.PostAsync("introspect", null, ("client_id", client.Id), ("client_secret", "wrong"), ("token", tokens.Access))).ShouldBe("invalid_client");
        var session = await silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId));
        (await _steps.PostAsync("introspect", null, ("client_id", guard.Id), ("client_secret", guard.Secret), ("token", session))).Body.GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Revocation_IsForOnesOwnTokens_AndAnswersTheSameForUnknownOnes()
    {
        var client = await _steps.RegisterAsync("none", "authorization_code refresh_token", "own-jobs");
        var other = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var tokens = await _steps.AgreedAsync(await SessionAsync(), client);
        ErrorOf(await _steps.PostAsync("revoke", null, ("client_id", other.Id), ("token", tokens.Access))).ShouldBe("invalid_grant");
        ErrorOf(await _steps.PostAsync("revoke", null, ("client_id", other.Id), ("token", tokens.Refresh))).ShouldBe("invalid_grant");
        (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.OK);
        (await _steps.PostAsync("revoke", null, ("client_id", client.Id), ("token", "never-there"))).Status.ShouldBe(HttpStatusCode.OK);
        (await _steps.PostAsync("revoke", null, ("client_id", client.Id), ("token", tokens.Access))).Status.ShouldBe(HttpStatusCode.OK);
        (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.Unauthorized);
        (await _steps.RefreshAsync(client, tokens.Refresh)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Passwords_AreTakenOnlyWhereAnAdministratorHasSwitchedThatOn()
    {
        // AU29. Mutants: the switch is on by default; the client's own registration is enough; the user's lock is not counted
        var client = await _steps.RegisterAsync("secret", "password", "own-jobs");
        var (user, http) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = http;
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = SiloHost.Password, passwordIsInitial = false }));
        (string, string)[] ask = [("grant_type", "password"), ("client_id", client.Id), ("client_secret", client.Secret), ("username", user.LoginName)];
        (await _steps.ErrorAsync([.. ask, ("password", SiloHost.Password)])).ShouldBe("unsupported_grant_type");
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { passwordGrant = true }));
        try
        {
            (await _steps.ErrorAsync([.. ask, ("password", "wrong")])).ShouldBe("invalid_grant");
            await DemandFactorAsync(FactorDemand.Everybody);
            (await _steps.ErrorAsync([.. ask, ("password", SiloHost.Password)])).ShouldBe("invalid_grant", "a demanded second factor is not got round");
            await DemandFactorAsync(FactorDemand.None);
            await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = SiloHost.Password }));
            (await _steps.ErrorAsync([.. ask, ("password", SiloHost.Password)])).ShouldBe("invalid_grant", "an initial password opens nothing but the page to choose an own one");
            await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/password", new { password = SiloHost.Password, passwordIsInitial = false }));
            var (access, _) = await _steps.TokensAsync([.. ask, ("password", SiloHost.Password)]);
            (await _steps.ApiAsync(access)).ShouldBe(HttpStatusCode.OK);
            for (var i = 0; i < 5; i++)
            {
                await _steps.ErrorAsync([.. ask, ("password", "wrong")]);
            }

            (await _steps.ErrorAsync([.. ask, ("password", SiloHost.Password)])).ShouldBe("invalid_grant", "the user is locked");
        }
        finally
        {
            await DemandFactorAsync(FactorDemand.None);
            await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { passwordGrant = false }));
        }
    }

    private async Task DemandFactorAsync(FactorDemand demand)
    {
        var tenant = silo.Services.GetRequiredService<IGrainFactory>().Tenant(SiloHost.Tenant);
        var logins = (await tenant.GetAsync(default))!.Logins;
        (await tenant.UpdateAsync(new UpdateTenant { Logins = logins with { SecondFactor = demand } }, Actor.System("test"), default)).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Registration_GivesNoMoreThanOneHolds()
    {
        // mutant: who may register clients gives a client, and so oneself, every right
        var (_, clerk) = await silo.UserWithAsync([Right.ClientSettings]);
        using var _1 = clerk;
        using var climb = await PutAsync(clerk, "climber", "secret", ["client_credentials"], ["edit-users"]);
        climb.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var strong = await _steps.RegisterAsync("secret", "client_credentials", "edit-users");
        using var take = await clerk.PostAsync($"api/v1/clients/{strong.Id}/secret", null);
        take.StatusCode.ShouldBe(HttpStatusCode.Forbidden, "a new secret of a client that holds more would be more for oneself");
        using var plain = await PutAsync(clerk, "clerks-app", "none", ["authorization_code"], ["own-jobs"]);
        plain.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var user = await PutAsync(silo.User, "users-app", "none", ["authorization_code"], ["own-jobs"]);
        user.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var redirect in new[] { "http://localhost/cb", "javascript:alert(1)", "https://*.example.com/cb", "https://a.example/cb#x", "myapp:/cb", "https://user@a.example/cb", "/relative" })
        {
            using var wrong = await PutAsync(silo.Administrator, "wrong-app", "none", ["authorization_code"], ["own-jobs"], redirect);
            wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest, redirect);
        }

        using var openly = await PutAsync(silo.Administrator, "open-app", "none", ["client_credentials"], ["read-devices"]);
        openly.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Tenants_AreApart()
    {
        // TN02: the same names and tokens are nothing at another tenant
        var client = await _steps.RegisterAsync("none", "authorization_code refresh_token", "own-jobs");
        var tokens = await _steps.AgreedAsync(await SessionAsync(), client);
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var elsewhere = TenantId.Parse("elsewhere");
        var proof = new ClientProof { ClientId = client.Id };
        (await grains.Tokens(elsewhere).FindAsync(tokens.Access, "", default)).ShouldBeNull();
        (await grains.OAuth(elsewhere).TokenAsync(new AskToken { Proof = proof, GrantType = "refresh_token", RefreshToken = tokens.Refresh }, default)).Error.ShouldBe("invalid_client");
        (await grains.Clients(elsewhere).GetAsync(Domain.OAuth.ClientId.Parse(client.Id), Actor.System("test"), default)).ShouldBeNull();
        (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TwoGateways_ShareEverything()
    {
        // nothing of a login is a gateway's own: agreed at one, redeemed at the other, replayed at the first
        await using var second = await GatewayHost.StartAsync(silo);
        using var other = silo.CreateClient(second.HttpsPort);
        var client = await _steps.RegisterAsync("none", "authorization_code refresh_token", "own-jobs");
        var (code, verifier) = await _steps.CodeAsync(await SessionAsync(), client.Id);
        (string, string)[] ask = [("grant_type", "authorization_code"), ("client_id", client.Id), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier)];
        var (status, body) = await _steps.PostAsync("token", other, ask);
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        (await _steps.ApiAsync(body.GetProperty("access_token").GetString()!)).ShouldBe(HttpStatusCode.OK);
        (await _steps.ErrorAsync(ask)).ShouldBe("invalid_grant");
        (await _steps.ApiAsync(body.GetProperty("access_token").GetString()!, by: other)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Pages_RegisterAClient_ShowItsSecretOnce_AndShutItOut()
    {
        var root = await silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.AdministratorId));
        (string, string)[] form = [("id", "page-client"), ("name", "Page client"), ("authentication", "secret"), ("grant", "client_credentials"), ("scope", "read-devices")];
        var (status, _, html) = await _steps.PageAsync(root, "clients/new", form);
        status.ShouldBe(HttpStatusCode.OK, html);
        var secret = System.Text.RegularExpressions.Regex.Match(html, "pls_[A-Za-z0-9_-]{43}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        await _steps.TokensAsync(("grant_type", "client_credentials"), ("client_id", "page-client"), ("client_secret", secret));
        (await _steps.PageAsync(root, "clients?search=page-cl")).Html.ShouldContain("Page client");
        var page = await _steps.PageAsync(root, "clients/page-client");
        page.Html.ShouldContain("New secret");
        page.Html.ShouldNotContain(secret);
        (await _steps.PageAsync(root, "clients/page-client?handler=ShutOut", ("x", ""))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await _steps.PageAsync(root, "clients/page-client")).Html.ShouldContain("shut out for good");
        var session = await SessionAsync();
        var client = await _steps.RegisterAsync("none", "authorization_code", "own-jobs");
        var (access, _) = await _steps.AgreedAsync(session, client);
        var profile = (await _steps.PageAsync(session, "profile")).Html;
        profile.ShouldContain($"Program {client.Id}");
        var program = System.Text.RegularExpressions.Regex.Match(profile[profile.IndexOf($"Program {client.Id}", StringComparison.Ordinal)..], "name=\"program\" value=\"([^\"]+)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        (await _steps.PageAsync(session, "profile?handler=EndProgram", ("program", program))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await _steps.ApiAsync(access)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient by, string id, string authentication, string[] grants, string[] scopes, string redirect = Redirect) =>
        by.PutAsJsonAsync($"api/v1/clients/{id}", new { name = id, authentication, grants, scopes, redirectAddresses = new[] { redirect } });
}
