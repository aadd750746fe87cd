using System.Net;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Abuse;

/// <summary>What another site makes an administrator's browser send (CSRF): every route that changes something, in each way that a browser says whose page it is on.</summary>
[Collection(SiloTests.Name)]
public sealed class CrossSiteTests(SiloHost silo)
{
    private const string Refusal = "another site"; // of the guard, in a problem document and on a page

    public static TheoryData<string, string> Origins => new()
    {
        { "Sec-Fetch-Site", "cross-site" },
        { "Sec-Fetch-Site", "same-site" },
        { "Origin", "https://evil.example" },
        { "Origin", "null" },
        { "X-Nothing", "1" },
    };

    // mutants: CrossOriginGuard lets everything pass; it looks at POST only; it is put behind the pages
    [Theory]
    [MemberData(nameof(Origins))]
    public async Task ChangingRoute_ByTheCookie_IsRefusedBeforeItDoesAnything(string header, string value)
    {
        var token = await silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.AdministratorId));
        using var client = silo.CreateClient(source: IPAddress.Parse("127.0.11.1"));
        List<string> passed = [];
        foreach (var rule in Routes.Changing)
        {
            using var request = Routes.Request(rule, Routes.Fill(rule, name => name is "user" ? silo.UserId : "nothing"));
            request.Headers.Add("Cookie", $"__Host-platen={token}");
            request.Headers.Add(header, value);
            using var answer = await client.SendAsync(request);
            var says = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.Forbidden || !WebUtility.HtmlDecode(says).Contains(Refusal, StringComparison.Ordinal))
            {
                passed.Add($"{rule.Method} {rule.Route}: {(int)answer.StatusCode}");
            }
        }

        passed.ShouldBeEmpty();
        using var still = new HttpRequestMessage(HttpMethod.Get, "api/v1/session");
        still.Headers.Add("Cookie", $"__Host-platen={token}");
        using var session = await client.SendAsync(still);
        session.StatusCode.ShouldBe(HttpStatusCode.OK, "nobody was logged out");
    }

    // what a link or a picture of another site asks for must change nothing: no handler of a form answers to GET
    [Fact]
    public async Task FormHandler_AskedByGet_OnlyShows()
    {
        using var browser = await Browser.LogInAsync(silo, "carol");
        var before = await browser.PageAsync("profile");
        foreach (var handler in new[] { "Save", "Pin", "AddCard", "RemoveCard", "Password", "EndSession", "CreateToken", "RevokeToken" })
        {
            var page = await browser.PageAsync($"profile?handler={handler}&displayName=Changed&number=04A2197FEE&password=Changed-pass-9&again=Changed-pass-9&tokenName=x&scope=own-jobs");
            page.ShouldNotContain("class=\"secret");
        }

        using var logout = await browser.GetAsync("logout");
        (await browser.PageAsync("profile")).Length.ShouldBe(before.Length, "the same page: same name, cards, sessions and tokens");
    }
}
