using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Api;

/// <summary>AZ07: codebooks and codes carry access; a code inherits its codebook's; a parent's can be applied to chosen ones. Over REST, into a real PostgreSQL.</summary>
[Collection(SiloTests.Name)]
public sealed class CodebookTests(SiloHost silo) : IAsyncLifetime
{
    private static int _books;
    private readonly string _book = $"book-{Interlocked.Increment(ref _books)}";

    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Code_InheritsItsCodebook_UnlessItSaysOtherwise()
    {
        await PutBookAsync(_book, new { name = "Projects" });
        await PutCodesAsync(new { value = "1", text = "Town hall" }, new { value = "2", text = "Bridge", access = Mine });
        (await UsableAsync()).ShouldBe(["2"], "nobody was named for the codebook, but for one code");

        await PutBookAsync(_book, new { name = "Projects", access = Mine });
        (await UsableAsync()).ShouldBe(["1", "2"]);
        await PutCodesAsync(new { value = "1", text = "Town hall", access = new { users = new[] { silo.AdministratorId } } });
        (await UsableAsync()).ShouldBe(["2"], "the code says otherwise");
        (await BooksAsync()).ShouldContain(_book);
    }

    // mutant: the access of the one below is kept
    [Fact]
    public async Task ParentsAccess_IsAppliedToChosenOnesOnly()
    {
        var below = _book + "-below";
        var beside = _book + "-beside";
        await PutBookAsync(_book, new { name = "All", access = Mine });
        await PutBookAsync(below, new { name = "Below", parent = _book, access = Nobody });
        await PutBookAsync(beside, new { name = "Beside", parent = _book, access = Nobody });
        await PutCodesAsync(new { value = "a", access = Nobody }, new { value = "b", access = Nobody });
        (await UsableAsync()).ShouldBeEmpty();

        await DoneAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/codebooks/{_book}/apply-access", new { codebooks = new[] { below }, codes = new[] { "a" } }));
        (await UsableAsync()).ShouldBe(["a"]);
        var books = await BooksAsync();
        books.ShouldContain(below);
        books.ShouldNotContain(beside);

        using var foreign = await silo.Administrator.PostAsJsonAsync($"api/v1/codebooks/{below}/apply-access", new { codebooks = new[] { beside }, codes = new[] { "a" } });
        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Group_GivesItsMembersACode()
    {
        var group = (await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/groups", new { name = "Builders " + _book }))).GetProperty("id").GetString()!;
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var own = client;
        await PutBookAsync(_book, new { name = "Projects", access = new { groups = new[] { group } } });
        await PutCodesAsync(new { value = "1" });
        (await UsableAsync(user.Id.ToString(), client)).ShouldBeEmpty();
        using var joined = await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{user.Id}", new { groups = new[] { "Builders " + _book } });
        joined.EnsureSuccessStatusCode();
        (await UsableAsync(user.Id.ToString(), client)).ShouldBe(["1"]);
    }

    [Fact]
    public async Task GivenUp_IsNotOfferedAndStaysOnRecord()
    {
        await PutBookAsync(_book, new { name = "Projects", access = Mine });
        await PutCodesAsync(new { value = "1" }, new { value = "2" });
        await PutCodesAsync(new { value = "1", active = false });
        (await UsableAsync()).ShouldBe(["2"]);
        await PutBookAsync(_book, new { name = "Projects", access = Mine, active = false });
        (await UsableAsync()).ShouldBeEmpty();
        var kept = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/codebooks/{_book}/codes"));
        kept.GetProperty("items").EnumerateArray().Select(code => code.GetProperty("active").GetBoolean()).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Codes_AreFoundAndPaged()
    {
        await PutBookAsync(_book, new { name = "Many", access = Mine });
        await PutCodesAsync([.. Enumerable.Range(0, 120).Select(number => new { value = $"{number:000}", text = number == 77 ? "Weir %_" : "" })]);
        var first = await SiloHost.ReadAsync(await silo.User.GetAsync($"api/v1/users/{silo.UserId}/codebooks/{_book}/codes?limit=100"));
        first.GetProperty("items").GetArrayLength().ShouldBe(100);
        var second = await SiloHost.ReadAsync(await silo.User.GetAsync($"api/v1/users/{silo.UserId}/codebooks/{_book}/codes?limit=100&after={Uri.EscapeDataString(first.GetProperty("next").GetString()!)}"));
        second.GetProperty("items").EnumerateArray().Select(code => code.GetProperty("value").GetString()).ShouldBe(Enumerable.Range(100, 20).Select(number => $"{number:000}"));
        (await UsableAsync(search: "weir %_")).ShouldBe(["077"]);
    }

    [Fact]
    public async Task Rights_AreAsked()
    {
        await PutBookAsync(_book, new { name = "Projects", access = Mine });
        using var refused = await silo.User.PutAsJsonAsync($"api/v1/codebooks/{_book}/codes", new { codes = new[] { new { value = "1" } } });
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var other = await silo.User.GetAsync($"api/v1/users/{silo.AdministratorId}/codebooks");
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var (_, client) = await silo.UserWithAsync([Right.EditCodebooks]);
        using var keeper = client;
        await DoneAsync(await keeper.PutAsJsonAsync($"api/v1/codebooks/{_book}/codes", new { codes = new[] { new { value = "1" } } }));
        using var audit = await silo.Administrator.GetAsync("api/v1/audit?limit=20");
        (await SiloHost.ReadAsync(audit)).ToString().ShouldContain("codes.changed");
    }

    [Fact]
    public async Task Errors_NameWhatIsWrong()
    {
        await PutBookAsync(_book, new { name = "Projects" });
        using var circle = await silo.Administrator.PutAsJsonAsync($"api/v1/codebooks/{_book}", new { name = "Projects", parent = _book });
        (await circle.Content.ReadAsStringAsync()).ShouldContain("below itself");
        using var twice = await silo.Administrator.PutAsJsonAsync($"api/v1/codebooks/{_book}/codes", new { codes = new[] { new { value = "1" }, new { value = "1" } } });
        (await twice.Content.ReadAsStringAsync()).ShouldContain("given 2 times");
        using var both = await silo.Administrator.PutAsJsonAsync($"api/v1/codebooks/{_book}", new { name = "Projects", access = new { everybody = true, users = new[] { silo.UserId } } });
        (await both.Content.ReadAsStringAsync()).ShouldContain("say one of the two");
        using var none = await silo.Administrator.PutAsJsonAsync("api/v1/codebooks/no-such-book/codes", new { codes = new[] { new { value = "1" } } });
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var many = await silo.Administrator.PutAsJsonAsync($"api/v1/codebooks/{_book}/codes", new { codes = Enumerable.Range(0, 501).Select(number => new { value = $"{number}" }) });
        (await many.Content.ReadAsStringAsync()).ShouldContain("500 at once");
    }

    private static readonly object Nobody = new { };

    private object Mine => new { users = new[] { silo.UserId } };

    private async Task PutBookAsync(string id, object book) => await DoneAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/codebooks/{id}", book));

    private async Task PutCodesAsync(params object[] codes) => await DoneAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/codebooks/{_book}/codes", new { codes }));

    private async Task<string?[]> UsableAsync(string? user = null, HttpClient? client = null, string search = "")
    {
        var found = await SiloHost.ReadAsync(await (client ?? silo.User).GetAsync($"api/v1/users/{user ?? silo.UserId}/codebooks/{_book}/codes?search={Uri.EscapeDataString(search)}"));
        return [.. found.GetProperty("items").EnumerateArray().Select(code => code.GetProperty("value").GetString())];
    }

    private async Task<string?[]> BooksAsync()
    {
        var found = await SiloHost.ReadAsync(await silo.User.GetAsync($"api/v1/users/{silo.UserId}/codebooks"));
        return [.. found.GetProperty("items").EnumerateArray().Select(book => book.GetProperty("id").GetString())];
    }

    private static async Task DoneAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        }
    }
}
