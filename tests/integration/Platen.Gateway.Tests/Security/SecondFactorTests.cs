using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.TestKit.Users;

namespace Platen.Gateway.Tests.Security;

/// <summary>ASVS 6.3.3: a second factor at console, portal and REST, from being set up to being lost.</summary>
[Collection(SiloTests.Name)]
public sealed partial class SecondFactorTests(SiloHost silo)
{
    private static readonly Actor System = Actor.System("test");

    private IGrainFactory Grains => silo.Services.GetRequiredService<IGrainFactory>();

    // Mutants: the code is not asked for; a used one is taken; a wrong one is not counted; a recovery code works twice
    [Fact]
    public async Task Factor_SetUp_IsAskedForAtEachLoginAndEachCodeIsGoodOnce()
    {
        var (user, app, recovery) = await SetUpAsync([Right.ReadDevices]);
        var missing = await PostAsync(user, "");
        (missing.Status, missing.Text.Contains("second-factor-needed", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Unauthorized, true));
        (await LogInAsync(user, "000000")).ShouldBe(LogInCode.Wrong);
        (await Grains.User(SiloHost.Tenant, user.Id).GetAsync(default))!.FailedAttempts.ShouldBe(1, "the missing code was not counted, the wrong one was");
        (await LogInAsync(user, recovery[0].ToLowerInvariant())).ShouldBe(LogInCode.Ok);
        (await LogInAsync(user, recovery[0])).ShouldBe(LogInCode.Wrong);
        var code = app.Code(TimeProvider.System.GetUtcNow(), stepsAhead: 1);
        (await PostAsync(user, code)).Status.ShouldBe(HttpStatusCode.OK);
        (await LogInAsync(user, code)).ShouldBe(LogInCode.Wrong);
        (await LogInAsync(user, "", "Wrong password 9")).ShouldBe(LogInCode.Wrong, "nobody learns of the factor without the password");
        using var browser = new Browser(silo);
        using var without = await browser.PostAsync("login", ("loginName", user.LoginName), ("password", SiloHost.Password));
        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await without.Content.ReadAsStringAsync()).ShouldContain("Give the code that your app shows now");
        using var with = await browser.PostAsync("login", ("loginName", user.LoginName), ("password", SiloHost.Password), ("code", recovery[1]));
        with.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    // Mutants: the guard does not ask; the page to set it up is closed too
    [Fact]
    public async Task Factor_DemandedOfWhoHasNone_IsSetUpBeforeAnythingElse()
    {
        var (user, client) = await NewAsync([Right.ReadDevices]);
        using var _ = client;
        using var browser = await Browser.OfAsync(silo, user);
        using var plain = await Browser.OfAsync(silo, (await Grains.User(SiloHost.Tenant, UserId.Parse(silo.UserId)).GetAsync(default))!);
        await DemandAsync(FactorDemand.Administrators);
        try
        {
            using var page = await browser.GetAsync("devices");
            (page.StatusCode, page.Headers.Location?.OriginalString).ShouldBe((HttpStatusCode.Redirect, "/second-factor"));
            using var post = await browser.PostAsync("profile?handler=Pin");
            post.Headers.Location?.OriginalString.ShouldBe("/second-factor");
            using var call = await client.GetAsync("api/v1/devices");
            (call.StatusCode, await call.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(answer => answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden), answer => answer.Item2.ShouldContain("second-factor-needed"));
            (await plain.PageAsync("jobs")).ShouldContain("My jobs", Case.Sensitive, "an ordinary user");
            (await browser.PageAsync("second-factor")).ShouldContain("demands a second factor");
            var (app, _) = await SetUpAsync(browser);
            app.Secret.Length.ShouldBe(Totp.SecretBytes);
            (await browser.PageAsync("devices")).ShouldContain("Devices");
        }
        finally
        {
            await DemandAsync(FactorDemand.None);
        }
    }

    // Mutants: whoever may change credentials takes an administrator's away; the sessions go on
    [Fact]
    public async Task Factor_Lost_IsTakenAwayByWhoIsOverTheUserOnly()
    {
        var (user, _, _) = await SetUpAsync([Right.ReadDevices]);
        var token = await silo.SessionOfAsync(user.Id);
        var (_, stranger) = await silo.UserWithAsync([Right.ReadUsers]);
        var (_, lesser) = await silo.UserWithAsync([Right.EditCredentials]);
        using var one = stranger;
        using var two = lesser;
        (await RemoveAsync(stranger, user)).ShouldBe(HttpStatusCode.Forbidden);
        (await RemoveAsync(lesser, user)).ShouldBe(HttpStatusCode.Forbidden, "the user holds what the helper does not");
        (await RemoveAsync(silo.Administrator, user)).ShouldBe(HttpStatusCode.NoContent);
        (await Grains.Session(SiloHost.Tenant).FindAsync(token, default)).ShouldBeNull();
        (await LogInAsync(user, "")).ShouldBe(LogInCode.Ok);
        (await silo.Administrator.GetStringAsync($"api/v1/users/{user.Id}")).ShouldContain("\"hasSecondFactor\":false");
        (await silo.Administrator.GetStringAsync("api/v1/audit?limit=100")).ShouldContain("user.factor-removed");
    }

    [Fact]
    public async Task Factor_OfSomebodyElse_CannotBeBegun()
    {
        var (user, client) = await NewAsync([Right.ReadDevices]);
        client.Dispose();
        var other = Actor.Of((await Grains.User(SiloHost.Tenant, UserId.Parse(silo.AdministratorId)).GetAsync(default))!, "");
        (await Grains.User(SiloHost.Tenant, user.Id).BeginFactorAsync(other, default)).Result.Code.ShouldBe(CommandCode.Forbidden);
        var program = Actor.Of(user, "").NarrowedTo([Right.OwnCredentials]);
        (await Grains.User(SiloHost.Tenant, user.Id).BeginFactorAsync(program, default)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await Grains.User(SiloHost.Tenant, user.Id).ConfirmFactorAsync("123456", Actor.Of(user, ""), default)).Result.Code.ShouldBe(CommandCode.Refused);
    }

    [GeneratedRegex("<div class=\"secret\">([A-Z2-7 ]+)</div>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SecretShown();

    [GeneratedRegex("<div>([A-Z2-7]{8}-[A-Z2-7]{8})</div>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CodeShown();

    private static async Task<(AuthenticatorApp App, string[] Recovery)> SetUpAsync(Browser browser)
    {
        using var begun = await browser.PostAsync("second-factor?handler=Begin");
        var html = await begun.Content.ReadAsStringAsync();
        html.ShouldContain("<svg class=\"qr\"");
        var app = new AuthenticatorApp(SecretShown().Match(html).Groups[1].Value);
        using var wrong = await browser.PostAsync("second-factor?handler=Confirm", ("code", "000000"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain(SecretShown().Match(html).Value, Case.Sensitive, "the same picture");
        using var confirmed = await browser.PostAsync("second-factor?handler=Confirm", ("code", app.Code(TimeProvider.System.GetUtcNow())));
        html = await confirmed.Content.ReadAsStringAsync();
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return (app, [.. CodeShown().Matches(html).Select(match => match.Groups[1].Value)]);
    }

    private static async Task<HttpStatusCode> RemoveAsync(HttpClient client, User user)
    {
        using var answer = await client.DeleteAsync($"api/v1/users/{user.Id}/second-factor");
        return answer.StatusCode;
    }

    private async Task<(User User, AuthenticatorApp App, string[] Recovery)> SetUpAsync(Right[] rights)
    {
        var (user, client) = await NewAsync(rights);
        client.Dispose();
        using var browser = await Browser.OfAsync(silo, user);
        var (app, recovery) = await SetUpAsync(browser);
        recovery.Length.ShouldBe(FactorSeal.RecoveryCodes);
        return (user, app, recovery);
    }

    private async Task<(User User, HttpClient Client)> NewAsync(Right[] rights)
    {
        var (user, client) = await silo.UserWithAsync([.. rights]);
        (await Grains.User(SiloHost.Tenant, user.Id).SetPasswordAsync(SiloHost.Password, System, default)).Messages.ShouldBeEmpty();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await silo.SessionOfAsync(user.Id));
        return (user, client);
    }

    private async Task DemandAsync(FactorDemand demand)
    {
        var tenant = Grains.Tenant(SiloHost.Tenant);
        var logins = (await tenant.GetAsync(default))!.Logins;
        (await tenant.UpdateAsync(new UpdateTenant { Logins = logins with { SecondFactor = demand } }, System, default)).Messages.ShouldBeEmpty();
    }

    // past the limit of logins of one address, which the tests share
    private async Task<LogInCode> LogInAsync(User user, string code, string password = SiloHost.Password) =>
        (await Grains.Session(SiloHost.Tenant).LogInAsync(new LogIn { LoginName = user.LoginName, Password = password, Code = code }, default)).Code;

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(User user, string code)
    {
        using var client = silo.CreateClient();
        using var answer = await client.PostAsJsonAsync("api/v1/session", new { loginName = user.LoginName, password = SiloHost.Password, code });
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
