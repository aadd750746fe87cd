using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Api;

/// <summary>AC02, AU02, AZ03: credit accounts over REST, into a real PostgreSQL. They are on while a test of this class runs.</summary>
[Collection(SiloTests.Name)]
public sealed class CreditTests(SiloHost silo) : IAsyncLifetime
{
    private static int _keys;

    public async Task InitializeAsync()
    {
        await silo.LogInAnewAsync();
        await CreditSettings.SetAsync(silo, new { enabled = true, groups = Array.Empty<string>(), amountMax = "1000.00" });
    }

    public Task DisposeAsync() => CreditSettings.SetAsync(silo, new { enabled = false });

    [Fact]
    public async Task Recharge_IsBookedOnce_AndStandsInTheStatement()
    {
        var (user, own) = await silo.UserWithAsync([Right.ReadQueues]);
        (await BalanceAsync(silo.Administrator, user)).ShouldBe("0.00");
        using var first = await BookAsync(silo.Administrator, user, new { amount = "12.50", reason = "Cash desk" }, "\"order-17\"");
        using var again = await BookAsync(silo.Administrator, user, new { amount = "12.50", reason = "Cash desk" }, "order-17");
        (first.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created));
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync(), "mutant: the key is not looked for");
        using var other = await BookAsync(silo.Administrator, user, new { amount = "13.50" }, "order-17");
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var correction = await BookAsync(silo.Administrator, user, new { kind = "correction", amount = "-20.00", reason = "=paid twice" });
        correction.StatusCode.ShouldBe(HttpStatusCode.Created);

        (await BalanceAsync(silo.Administrator, user)).ShouldBe("-7.50");
        (await BalanceAsync(own, user)).ShouldBe("-7.50", "one sees the own");
        var page = await SiloHost.ReadAsync(await own.GetAsync($"api/v1/users/{user.Id}/credit/entries?limit=1"));
        page.GetProperty("items")[0].GetProperty("amount").GetString().ShouldBe("-20.00");
        page = await SiloHost.ReadAsync(await own.GetAsync($"api/v1/users/{user.Id}/credit/entries?limit=1&after={page.GetProperty("next").GetString()}"));
        page.GetProperty("items")[0].ShouldSatisfyAllConditions(e => e.GetProperty("kind").GetString().ShouldBe("recharge"), e => e.GetProperty("by").GetString().ShouldBe($"user:{silo.AdministratorId}"));
        page.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var csv = await own.GetStringAsync($"api/v1/users/{user.Id}/credit/entries?format=csv&order=oldest");
        csv.ShouldContain(",Recharge,12.50,12.50,EUR,Cash desk,");
        csv.ShouldContain(",Correction,-20.00,-7.50,EUR,'=paid twice,", Case.Sensitive, "amounts stay numbers, and no reason is a formula");
        (await SiloHost.ReadAsync(await own.GetAsync($"api/v1/users/{user.Id}/credit/entries?search=CASH"))).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await silo.Administrator.GetStringAsync("api/v1/audit?limit=20")).ShouldContain("credit.recharged");
    }

    // mutants: any right over users is enough; the right over one group reaches others; a right to recharge that opens more
    [Fact]
    public async Task WhoMayRechargeOnly_SeesBalancesAndRecharges_AndNothingElse()
    {
        var group = (await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/groups", new { name = "Credit " + Guid.CreateVersion7() }))).GetProperty("id").GetString()!;
        var (member, _) = await silo.UserWithAsync([Right.ReadQueues]);
        var (stranger, _) = await silo.UserWithAsync([Right.ReadQueues]);
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{member.Id}", new { groups = new[] { group } }));
        var (self, desk) = await silo.UserWithAsync([Right.RechargeCredit], [], [GroupId.Parse(group)]);

        using var booked = await BookAsync(desk, member, new { amount = "5.00" });
        booked.StatusCode.ShouldBe(HttpStatusCode.Created, await booked.Content.ReadAsStringAsync());
        (await BalanceAsync(desk, member)).ShouldBe("5.00");
        (await SiloHost.ReadAsync(await desk.GetAsync("api/v1/users"))).GetProperty("items").EnumerateArray().Select(user => (user.GetProperty("id").GetString(), user.GetProperty("credit").GetString()))
            .ShouldBe([(member.Id.ToString(), "5.00")]);
        (await desk.GetStringAsync("api/v1/users/export")).ShouldContain(",5.00\r\n");

        using var foreign = await BookAsync(desk, stranger, new { amount = "5.00" });
        using var nobody = await BookAsync(desk, stranger with { Id = UserId.New(TimeProvider.System) }, new { amount = "5.00" });
        (foreign.StatusCode, nobody.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
        (await foreign.Content.ReadAsStringAsync()).ShouldBe(await nobody.Content.ReadAsStringAsync(), "who is not there cannot be told from who is not theirs");
        (await desk.GetAsync($"api/v1/users/{stranger.Id}/credit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.GetAsync($"api/v1/users/{stranger.Id}/credit/entries")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var own = await BookAsync(desk, self, new { amount = "5.00" });
        own.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        foreach (var path in new[] { "tenant", "groups/" + group + "/roles", "audit", "roles", "devices", "queues" })
        {
            (await desk.GetAsync("api/v1/" + path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        using var renamed = await desk.PatchAsJsonAsync($"api/v1/users/{member.Id}", new { displayName = "Other" });
        using var pin = await desk.PostAsync($"api/v1/users/{member.Id}/pin", null);
        (renamed.StatusCode, pin.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
        var ledger = await SiloHost.ReadAsync(await desk.GetAsync($"api/v1/ledger?user={member.Id}"));
        ledger.GetProperty("items").GetArrayLength().ShouldBe(0, "the own one only");

        // who may do much else sees no balances
        var (_, editor) = await silo.UserWithAsync([Right.EditUsers, Right.EditCredentials, Right.ReadReports]);
        (await editor.GetAsync($"api/v1/users/{member.Id}/credit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var refused = await BookAsync(editor, member, new { amount = "5.00" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await editor.GetStringAsync("api/v1/users/export")).Split("\r\n")[0].ShouldNotContain("credit");
    }

    [Fact]
    public async Task Booking_ThatIsWrong_IsRefusedWithItsField()
    {
        var (user, _) = await silo.UserWithAsync([Right.ReadQueues]);
        foreach (var (body, key, pointer) in new (object Body, string? Key, string Pointer)[]
        {
            (new { amount = "1.00" }, null, "#/key"), (new { amount = "1.00", key = "a" }, "b", "#/key"), (new { amount = "ten" }, "k", "#/amount"), (new { amount = "1000.01" }, "k", "#/amount"), (new { }, "k", "#/amount"),
            (new { amount = "-1.00" }, "k", "#/amount"), (new { kind = "correction", amount = "-1.00" }, "k", "#/reason"), (new { kind = "print", amount = "1.00" }, "k", "#/kind"), (new { amount = "1.00" }, "two words", "#/key"),
        })
        {
            using var refused = await BookAsync(silo.Administrator, user, body, key ?? "");
            var text = await refused.Content.ReadAsStringAsync();
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, text);
            text.ShouldContain(pointer);
        }

        (await BalanceAsync(silo.Administrator, user)).ShouldBe("0.00");
        using var import = await silo.Administrator.PostAsync("api/v1/users/import", new StringContent("loginName,credit\nroot,1000\n", System.Text.Encoding.UTF8, "text/csv"));
        import.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await import.Content.ReadAsStringAsync()).ShouldContain("credit is changed by a recharge");
    }

    [Fact]
    public async Task Off_NothingOfItIsShown()
    {
        var (user, own) = await silo.UserWithAsync([Right.ReadQueues]);
        (await BookAsync(silo.Administrator, user, new { amount = "1.00" })).Dispose();
        await CreditSettings.SetAsync(silo, new { enabled = false });
        (await own.GetAsync($"api/v1/users/{user.Id}/credit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await silo.Administrator.GetAsync($"api/v1/users/{user.Id}/credit/entries")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var refused = await BookAsync(silo.Administrator, user, new { amount = "1.00" });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await silo.Administrator.GetStringAsync("api/v1/users/export")).Split("\r\n")[0].ShouldNotContain("credit");
        var users = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/users?limit=1"));
        users.GetProperty("items")[0].GetProperty("credit").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static async Task<string?> BalanceAsync(HttpClient client, User user) => (await SiloHost.ReadAsync(await client.GetAsync($"api/v1/users/{user.Id}/credit"))).GetProperty("balance").GetString();

    private static async Task<HttpResponseMessage> BookAsync(HttpClient client, User user, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/users/{user.Id}/credit/entries") { Content = JsonContent.Create(body) };
        key ??= $"test-{Interlocked.Increment(ref _keys)}";
        if (key.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await client.SendAsync(request);
    }
}
