using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Hosting;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Tests.Console;

/// <summary>AC02, AZ03 on the pages: settings, a user's credit, the own statement, and many users recharged at once.</summary>
[Collection(SiloTests.Name)]
public sealed class CreditPagesTests(SiloHost silo) : IAsyncLifetime
{
    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => CreditSettings.SetAsync(silo, new { enabled = false, groups = Array.Empty<string>() });

    [Fact]
    public async Task Credit_IsSwitchedOn_Recharged_AndSeenByItsOwner()
    {
        var (user, _) = await silo.UserWithAsync([Right.ReadQueues]);
        var administrator = await AdministratorAsync();
        using var browser = await Browser.OfAsync(silo, administrator);
        using var own = await Browser.OfAsync(silo, user);
        (await browser.PageAsync($"users/{user.Id}")).ShouldNotContain("id=\"credit\"", Case.Sensitive, "off as shipped");
        (await own.PageAsync("profile")).ShouldNotContain("/credit");
        using (var none = await own.GetAsync("credit"))
        {
            none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await browser.PageAsync("settings")).ShouldContain("/settings/credit");
        using var unknown = await browser.PostAsync("settings/credit", ("enabled", "true"), ("groups", "Nobody knows them"), ("amountMax", "100"));
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var on = await browser.PostAsync("settings/credit", ("enabled", "true"), ("groups", ""), ("amountMax", "100"));
        on.StatusCode.ShouldBe(HttpStatusCode.Redirect, await on.Content.ReadAsStringAsync());
        (await browser.PageAsync("settings/credit")).ShouldContain("value=\"100.00\"");

        var key = Key(await browser.PageAsync($"users/{user.Id}"));
        (string, string)[] form = [("key", key), ("kind", "recharge"), ("amount", "20,50"), ("reason", "Paid <in> cash")];
        using var booked = await browser.PostAsync($"users/{user.Id}?handler=Credit", form);
        using var again = await browser.PostAsync($"users/{user.Id}?handler=Credit", form);
        (booked.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.Redirect, HttpStatusCode.Redirect));
        var html = await browser.PageAsync($"users/{user.Id}?done=credit-booked");
        html.ShouldContain("20.50 EUR");
        html.ShouldContain("Paid &lt;in&gt; cash");
        html.Split("Paid &lt;in&gt; cash").Length.ShouldBe(2, "sent twice, booked once");
        html.ShouldContain(administrator.DisplayName);
        Key(html).ShouldNotBe(key);

        using var refused = await browser.PostAsync($"users/{user.Id}?handler=Credit", ("key", "k"), ("kind", "correction"), ("amount", "-1"), ("reason", ""));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("a correction says why");
        (await browser.PageAsync("users?search=" + user.LoginName)).ShouldContain("20.50 EUR");

        html = await own.PageAsync("credit");
        html.ShouldContain("20.50 EUR");
        html.ShouldContain("My credit");
        html.ShouldContain("format=csv");
        (await own.PageAsync("credit?search=nothing-such")).ShouldContain("No entries fit.");
        (await own.PageAsync("credit?kind=recharge&order=oldest&from=2020-01-01&to=2099-12-31")).ShouldContain("Paid &lt;in&gt; cash");
        (await own.PageAsync("profile")).ShouldContain("href=\"/credit\"");
    }

    // mutants: the recharge of a step that is sent twice is booked twice; somebody without an account is told as done
    [Fact]
    public async Task ManyUsers_AreRechargedAtOnce_EachWithAResult()
    {
        var administrator = await AdministratorAsync();
        using var browser = await Browser.OfAsync(silo, administrator);
        await CreditSettings.SetAsync(silo, new { enabled = true, groups = Array.Empty<string>(), amountMax = "1000.00" });
        var (one, _) = await silo.UserWithAsync([Right.ReadQueues]);
        var (two, _) = await silo.UserWithAsync([Right.ReadQueues]);
        using (await browser.PostAsync($"users/{two.Id}?handler=Deactivate"))
        {
        }

        (string, string)[] form = [("user", one.Id.ToString()), ("user", two.Id.ToString()), ("action", "recharge"), ("amount", "3.00"), ("reason", "New term"), ("key", "bulk-1")];
        using var done = await browser.PostAsync("users", form);
        var html = WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync());
        html.ShouldContain("What became of them");
        html.ShouldContain("is shut out");
        using (await browser.PostAsync("users", form))
        {
        }

        (await browser.PageAsync($"users?search={one.LoginName}")).ShouldContain("3.00 EUR");
        using var nothing = await browser.PostAsync("users", ("user", one.Id.ToString()), ("action", "recharge"), ("amount", ""), ("key", "bulk-2"));
        nothing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (string, string)[] all = [("all", "true"), ("action", "recharge"), ("search", one.LoginName), ("amount", "2.00"), ("reason", ""), ("key", "bulk-3")];
        using var question = await browser.PostAsync("users", all);
        html = WebUtility.HtmlDecode(await question.Content.ReadAsStringAsync());
        html.ShouldContain("recharge their credit by 2.00 each");
        html.ShouldContain("name=\"key\" value=\"bulk-3\"");
        (await browser.PageAsync($"users?search={one.LoginName}")).ShouldContain("3.00 EUR", Case.Sensitive, "the question books nothing");
        for (var sent = 0; sent < 2; sent++)
        {
            using var step = await browser.PostAsync("users", [.. all, ("confirmed", "true"), ("total", "1")]);
            step.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await browser.PageAsync($"users?search={one.LoginName}")).ShouldContain("5.00 EUR");

        // by who may recharge only: what else can be done with several users is not offered, and refused
        var (desk, _) = await silo.UserWithAsync([Right.RechargeCredit]);
        using var teller = await Browser.OfAsync(silo, desk);
        html = await teller.PageAsync("users");
        html.ShouldContain("value=\"recharge\"");
        html.ShouldNotContain("value=\"deactivate\"");
        using var sneaked = await teller.PostAsync("users", ("user", one.Id.ToString()), ("action", "deactivate"));
        (await sneaked.Content.ReadAsStringAsync()).ShouldContain("needs the right");
        (await silo.Administrator.GetStringAsync($"api/v1/users/{one.Id}")).ShouldContain("\"active\":true");
        (await teller.PageAsync($"users/{one.Id}")).ShouldContain("id=\"credit\"");
    }

    [Fact]
    public async Task Group_IsRecharged_EachMemberOnce()
    {
        await CreditSettings.SetAsync(silo, new { enabled = true, groups = Array.Empty<string>(), amountMax = "1000.00" });
        var group = (await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/groups", new { name = "Class " + Guid.CreateVersion7() }))).GetProperty("id").GetString()!;
        var (member, _) = await silo.UserWithAsync([Right.ReadQueues]);
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{member.Id}", new { groups = new[] { group } }));
        var (desk, _) = await silo.UserWithAsync([Right.RechargeCredit], [], [GroupId.Parse(group)]);
        using var teller = await Browser.OfAsync(silo, desk);
        var key = Key(await teller.PageAsync($"groups/{group}"));
        for (var sent = 0; sent < 2; sent++)
        {
            using var done = await teller.PostAsync($"groups/{group}?handler=Recharge", ("key", key), ("amount", "4.00"), ("reason", "Term"), ("after", ""), ("done", ""), ("refused", ""));
            (await done.Content.ReadAsStringAsync()).ShouldContain("1 recharged by 4.00 each.");
        }

        (await teller.PageAsync($"users/{member.Id}")).ShouldContain("4.00 EUR");
        using var nothing = await teller.PostAsync($"groups/{group}?handler=Recharge", ("key", "k"), ("amount", "-4.00"));
        nothing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var renamed = await teller.PostAsync($"groups/{group}", ("name", "Mine"));
        renamed.StatusCode.ShouldBe(HttpStatusCode.Forbidden, "mutant: the right to recharge changes groups");
    }

    private async Task<User> AdministratorAsync() =>
        (await silo.Services.GetRequiredService<IGrainFactory>().User(SiloHost.Tenant, UserId.Parse(silo.AdministratorId)).GetAsync(default))!;

    private static string Key(string html) => Regex.Match(html, "name=\"key\" value=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
}
