using System.Net;
using System.Text.RegularExpressions;
using Platen.Domain.OpenId;
using Platen.Domain.Tenants;
using Platen.Identity.OpenId;
using Platen.TestKit.Directories;
using Platen.TestKit.OpenId;

namespace Platen.Identity.Tests.OpenId;

/// <summary>AU22, AU24: a login at a certified provider that nobody here wrote: metadata, PKCE, secret, token, user information.</summary>
public sealed partial class OidcProviderTests(OidcProviderFixture fixture) : IClassFixture<OidcProviderFixture>
{
    private const string Secret = OidcProvider.ClientSecret;
    private readonly OidcProvider _op = fixture.Provider;
    private int _forms;

    private IdentityProvider Settings => new()
    {
        Tenant = TenantId.Parse("acme"), Name = "Company", Issuer = _op.Issuer, ClientId = OidcProvider.ClientId, PublicAddress = "https://print.test", CertificateAuthorities = _op.Ca.Pem, Scopes = "openid profile email groups",
    };

    [Fact]
    public async Task Login_AtACertifiedProvider_NamesThePersonOnce()
    {
        using var client = new OpenIdClient(TimeProvider.System);
        var ticket = OpenIdTicket.New(Settings, "/", DateTimeOffset.UtcNow);
        var code = await LogInAsync(await client.DiscoverAsync(Settings, default), ticket);
        var identity = await client.RedeemAsync(Settings, Secret, ticket, code, default);
        identity.ShouldSatisfyAllConditions(
            person => person.Subject.ShouldBe("alice"), person => person.LoginName.ShouldBe("alice"), person => person.DisplayName.ShouldBe("Alice Müller"), person => person.Email.ShouldBe("alice@peers.test"),
            person => person.Groups!.Value.ShouldBe(["printers-admins", "staff"]));
        await Should.ThrowAsync<OpenIdRefusedException>(client.RedeemAsync(Settings, Secret, ticket, code, default), "a code is good once");
    }

    // Mutants: no verifier is sent; the secret is not encoded
    [Fact]
    public async Task Code_WithAnotherVerifierOrSecret_IsRefusedThere()
    {
        using var client = new OpenIdClient(TimeProvider.System);
        var ticket = OpenIdTicket.New(Settings, "/", DateTimeOffset.UtcNow);
        var code = await LogInAsync(await client.DiscoverAsync(Settings, default), ticket);
        await Should.ThrowAsync<OpenIdRefusedException>(client.RedeemAsync(Settings, "wrong", ticket, code, default));
        await Should.ThrowAsync<OpenIdRefusedException>(client.RedeemAsync(Settings, Secret, OpenIdTicket.New(Settings, "/", DateTimeOffset.UtcNow), code, default));
    }

    // ASVS 7.5.1. Mutant: the request asks for no proof, and the provider's own session answers
    [Fact]
    public async Task Login_Again_IsAskedForAtTheProviderThoughItHasASession_AndSaysWhen()
    {
        using var client = new OpenIdClient(TimeProvider.System);
        using var browser = NewBrowser();
        var endpoints = await client.DiscoverAsync(Settings, default);
        var first = OpenIdTicket.New(Settings, "/", DateTimeOffset.UtcNow);
        await client.RedeemAsync(Settings, Secret, first, await LogInAsync(endpoints, first, browser), default);
        var plain = OpenIdTicket.New(Settings, "/", DateTimeOffset.UtcNow);
        var forms = _forms;
        var identity = await client.RedeemAsync(Settings, Secret, plain, await LogInAsync(endpoints, plain, browser), default);
        _forms.ShouldBe(forms, "the provider has a session");
        var again = OpenIdTicket.New(Settings, "/", DateTimeOffset.UtcNow, again: true);
        var proven = await client.RedeemAsync(Settings, Secret, again, await LogInAsync(endpoints, again, browser), default);
        _forms.ShouldBeGreaterThan(forms, "it asks all the same");
        proven.ProvenAt!.Value.ShouldBeGreaterThanOrEqualTo(again.BegunAt - TimeSpan.FromSeconds(1));
        proven.Subject.ShouldBe(identity.Subject);

        // what it would say without being asked: its session's answer is none where a proof is wanted
        var stale = OpenIdTicket.New(Settings, "/", DateTimeOffset.UtcNow.AddMinutes(5), again: true);
        var code = await LogInAsync(endpoints, stale with { Again = false }, browser);
        (await Should.ThrowAsync<OpenIdRefusedException>(client.RedeemAsync(Settings, Secret, stale, code, default))).Failure.ShouldNotBe(OpenIdFailure.Unspecified);
    }

    [Fact]
    public async Task Provider_OfAnotherCa_IsNotSpokenTo()
    {
        var folder = Directory.CreateTempSubdirectory("platen-other-ca-");
        using var other = new TestCa(folder.FullName, "Another CA");
        using var client = new OpenIdClient(TimeProvider.System);
        (await Should.ThrowAsync<OpenIdRefusedException>(client.DiscoverAsync(Settings with { CertificateAuthorities = other.Pem }, default))).Message.ShouldContain("certificate");
        await Should.ThrowAsync<OpenIdRefusedException>(client.DiscoverAsync(Settings with { CertificateAuthorities = "" }, default));
        folder.Delete(recursive: true);
    }

    // the provider's own forms, as a browser fills them in
    private async Task<string> LogInAsync(OpenIdEndpoints endpoints, OpenIdTicket ticket, HttpClient? with = null)
    {
        using var own = with is null ? NewBrowser() : null;
        var browser = with ?? own!;
        var again = ticket.Again ? "&prompt=login&max_age=0" : "";
        var at = $"{endpoints.Authorization}?response_type=code&client_id=platen&redirect_uri={Uri.EscapeDataString(OidcProviderFixture.RedirectAddress)}&scope={Uri.EscapeDataString(Settings.Scopes)}&state={ticket.State}&nonce={ticket.Nonce}&code_challenge={ticket.Challenge()}&code_challenge_method=S256{again}";
        var answer = await browser.GetAsync(at);
        for (var step = 0; step < 12; step++)
        {
            if (answer.Headers.Location is { } location)
            {
                if (location.OriginalString.StartsWith(OidcProviderFixture.RedirectAddress, StringComparison.Ordinal))
                {
                    var query = System.Web.HttpUtility.ParseQueryString(location.Query);
                    query["state"].ShouldBe(ticket.State);
                    return query["code"] ?? throw new InvalidOperationException(location.OriginalString);
                }

                answer = await browser.GetAsync(location);
                continue;
            }

            var page = await answer.Content.ReadAsStringAsync();
            var action = Action().Match(page);
            action.Success.ShouldBeTrue(page);
            var prompt = Prompt().Match(page).Groups[1].Value;
            _forms++;
            answer = await browser.PostAsync(WebUtility.HtmlDecode(action.Groups[1].Value), new FormUrlEncodedContent(new Dictionary<string, string> { ["prompt"] = prompt, ["login"] = "alice", ["password"] = "any" }));
        }

        throw new InvalidOperationException("The provider's forms lead nowhere.");
    }

    private HttpClient NewBrowser()
    {
        var policy = new System.Security.Cryptography.X509Certificates.X509ChainPolicy { TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust, RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(_op.Ca.Pem));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        handler.SslOptions.CertificateChainPolicy = policy;
        return new HttpClient(handler) { BaseAddress = new Uri(_op.Issuer) };
    }

    [GeneratedRegex("<form[^>]*action=\"([^\"]+)\"", RegexOptions.None, 1_000)]
    private static partial Regex Action();

    [GeneratedRegex("name=\"prompt\" value=\"([^\"]+)\"", RegexOptions.None, 1_000)]
    private static partial Regex Prompt();
}
