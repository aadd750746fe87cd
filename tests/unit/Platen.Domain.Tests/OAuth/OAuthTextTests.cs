using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Tokens;

namespace Platen.Domain.Tests.OAuth;

/// <summary>AU28, AU29, AU31: challenges, codes, refresh tokens and addresses, as text.</summary>
public sealed class OAuthTextTests
{
    [Fact]
    public void Pkce_OfTheRfc_IsVerified()
    {
        // RFC 7636, appendix B
        const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        Pkce.IsChallenge(Challenge).ShouldBeTrue();
        Pkce.Verify(Challenge, Verifier).ShouldBeTrue();
        Pkce.Verify(Challenge, Verifier[..^1] + "l").ShouldBeFalse();
        Pkce.Verify(Challenge, Challenge).ShouldBeFalse("plain is not S256");
        Pkce.Verify(Challenge, Verifier[..42]).ShouldBeFalse();
        Pkce.Verify(Challenge, new string('a', 129)).ShouldBeFalse();
        Pkce.IsChallenge(Challenge + "=").ShouldBeFalse();
        Pkce.IsChallenge(Challenge[..^1] + "+").ShouldBeFalse();
    }

    [Fact]
    public void UserCode_AsPeopleTypeIt_IsRead()
    {
        var code = UserCode.New();
        code.Length.ShouldBe(8);
        code.ShouldAllBe(letter => UserCode.Letters.Contains(letter));
        UserCode.Letters.Length.ShouldBe(20);
        UserCode.Letters.ShouldNotContain("AEIOU");
        UserCode.Read(UserCode.Show(code)).ShouldBe(code);
        UserCode.Read($" {code[..4]} {code[4..]} ".ToLowerInvariant()).ShouldBe(code);
        foreach (var wrong in new[] { "", "WDJB-MJH", "WDJB-MJHTT", "WDJA-MJHT", "WDJB0MJHT", new string('B', 41) })
        {
            UserCode.Read(wrong).ShouldBeNull(wrong);
        }
    }

    [Fact]
    public void RefreshText_Rotated_KeepsItsSelectorAndChangesItsSecret()
    {
        var first = RefreshText.New();
        var next = RefreshText.Next(first);
        RefreshText.Is(next).ShouldBeTrue();
        RefreshText.Selector(next).ShouldBe(RefreshText.Selector(first));
        RefreshText.Secret(next).ShouldNotBe(RefreshText.Secret(first));
        RefreshText.Selector(RefreshText.New()).ShouldNotBe(RefreshText.Selector(first));
        RefreshText.Is(TokenText.New(TokenKind.Access)).ShouldBeFalse();
        RefreshText.Is("plr_").ShouldBeFalse();
        RefreshText.Is(first[..^1] + "!").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://app.example.com/cb", true)]
    [InlineData("https://app.example.com/cb?x=1", true)]
    [InlineData("http://127.0.0.1/cb", true)]
    [InlineData("http://127.0.0.1:8080/cb", true)]
    [InlineData("http://[::1]/cb", true)]
    [InlineData("com.example.app:/cb", true)]
    [InlineData("http://localhost/cb", false)]
    [InlineData("http://127.0.0.1.example.com/cb", false)]
    [InlineData("http://app.example.com/cb", false)]
    [InlineData("https://app.example.com/cb#f", false)]
    [InlineData("https://app.example.com/*", false)]
    [InlineData("https://u:p@app.example.com/cb", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("myapp:/cb", false)]
    [InlineData("/cb", false)]
    [InlineData("", false)]
    public void RedirectAddress_ToBeRegistered_IsOneThatOnlyItsOwnerHas(string address, bool good) => (RedirectAddress.Check(address) is null).ShouldBe(good, address);

    [Fact]
    public void RedirectAddress_WithAnAnswer_EscapesIt()
    {
        RedirectAddress.With("https://a.example/cb", ("code", "x"), ("state", "a&b=c d"), ("empty", "")).ShouldBe("https://a.example/cb?code=x&state=a%26b%3Dc%20d");
        RedirectAddress.With("https://a.example/cb?k=1", ("code", "x")).ShouldBe("https://a.example/cb?k=1&code=x");
        RedirectAddress.Source("https://a.example:8443/cb?x").ShouldBe("https://a.example:8443");
        RedirectAddress.Source("http://[::1]:7/cb").ShouldBe("http://[::1]:7");
        RedirectAddress.Source("com.example.app:/cb").ShouldBe("com.example.app:");
    }

    [Fact]
    public void Scope_WithAWordThatIsNoRight_IsNone()
    {
        OAuthWords.Scope("own-jobs edit-queues")!.Value.ShouldBe([Right.OwnJobs, Right.ReadQueues, Right.EditQueues]);
        OAuthWords.Scope("own-jobs openid").ShouldBeNull();
        OAuthWords.Scope("")!.Value.ShouldBeEmpty();
    }

    [Fact]
    public void Agreement_Slides_ButNotBeyondItsLastDay()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var row = new Authorization { Tenant = Tenants.TenantId.Parse("acme"), Id = Guid.Empty, User = default, Client = ClientId.Parse("app"), GrantedAt = start, EndsAt = start };
        AuthorizationLife.Usual.EndOf(row, start).ShouldBe(start.AddDays(90));
        AuthorizationLife.Usual.EndOf(row, start.AddDays(300)).ShouldBe(start.AddDays(366));
    }
}
