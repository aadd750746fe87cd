using System.Net;
using System.Net.Http.Json;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Security;

/// <summary>Personal tokens: shown once, stored hashed, narrower than their user, ended at once.</summary>
[Collection(SiloTests.Name)]
public sealed class TokenTests(SiloHost silo) : IAsyncLifetime
{
    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    internal static async Task<string> MakeAsync(HttpClient client, string user, params string[] scopes)
    {
        var made = await SiloHost.ReadAsync(await client.PostAsJsonAsync($"api/v1/users/{user}/tokens", new { name = "Report script", scopes, days = 7 }));
        return made.GetProperty("token").GetString()!;
    }

    [Fact]
    public async Task Token_OfAnAdministrator_DoesWhatItsScopesSay()
    {
        using var program = await ProgramAsync("read-devices", "own-jobs");
        (await StatusAsync(program, "api/v1/devices")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(program, "api/v1/jobs")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(program, "api/v1/users")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(program, "api/v1/audit")).ShouldBe(HttpStatusCode.Forbidden);
        using var write = await program.PutAsJsonAsync("api/v1/sites/token-site", new { name = "x" });
        write.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Token_MakesNoTokens_AndHasNoPages()
    {
        // mutant: CreatePersonal does not ask for a login in person
        using var program = await ProgramAsync("own-credentials", "edit-users");
        using var more = await program.PostAsJsonAsync($"api/v1/users/{silo.AdministratorId}/tokens", new { name = "x", scopes = new[] { "edit-users" } });
        using var page = await program.GetAsync("profile");
        (more.StatusCode, page.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Token_InACookie_IsNobody()
    {
        var token = await MakeAsync(silo.Administrator, silo.AdministratorId, "read-devices");
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/devices");
        request.Headers.Add("Cookie", $"__Host-platen={token}");
        using var answer = await silo.Anonymous.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_Revoked_EndsAtOnce()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        using var program = silo.CreateClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await MakeAsync(client, user.Id.ToString(), "read-queues"));
        (await StatusAsync(program, "api/v1/queues")).ShouldBe(HttpStatusCode.OK);
        var listed = (await SiloHost.ReadAsync(await client.GetAsync($"api/v1/users/{user.Id}/tokens"))).GetProperty("items")[0];
        listed.GetProperty("lastUsedAt").ValueKind.ShouldNotBe(System.Text.Json.JsonValueKind.Null);
        listed.ToString().ShouldNotContain("plp_");
        var id = listed.GetProperty("id").GetString();
        using (var foreign = await silo.User.DeleteAsync($"api/v1/users/{user.Id}/tokens/{id}"))
        {
            foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        await SiloHost.ReadAsync(await client.DeleteAsync($"api/v1/users/{user.Id}/tokens/{id}"));
        (await StatusAsync(program, "api/v1/queues")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_OfARightThatIsTakenAway_LosesIt()
    {
        // mutant: the token keeps the rights that its user had when it was made
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        using var program = silo.CreateClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await MakeAsync(client, user.Id.ToString(), "read-queues"));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/roles", new { roles = Array.Empty<object>() }));
        (await StatusAsync(program, "api/v1/queues")).ShouldBe(HttpStatusCode.Forbidden);
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{user.Id}", new { active = false }));
        (await StatusAsync(program, "api/v1/queues")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_OfRightsThatTheUserLacks_IsRefused()
    {
        using var more = await silo.User.PostAsJsonAsync($"api/v1/users/{silo.UserId}/tokens", new { name = "x", scopes = new[] { "read-audit" } });
        using var none = await silo.User.PostAsJsonAsync($"api/v1/users/{silo.UserId}/tokens", new { name = "", scopes = Array.Empty<string>(), days = 1000 });
        using var others = await silo.Administrator.PostAsJsonAsync($"api/v1/users/{silo.UserId}/tokens", new { name = "x", scopes = new[] { "own-jobs" } });
        (more.StatusCode, none.StatusCode, others.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task GroupsRoles_HoldForItsMembers_WhileItIsInUse()
    {
        // AZ03: delegation to groups; and nobody climbs by putting somebody into a group
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _1 = client;
        var (_, clerk) = await silo.UserWithAsync([Right.EditUsers]);
        using var _2 = clerk;
        var name = $"Auditors {user.LoginName}";
        var group = (await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/groups", new { name }))).GetProperty("id").GetString();
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/groups/{group}/roles", new { roles = new[] { new { role = "auditor" } } }));
        using (var climb = await clerk.PatchAsJsonAsync($"api/v1/users/{user.Id}", new { groups = new[] { name } }))
        {
            climb.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{user.Id}", new { groups = new[] { name } }));
        (await StatusAsync(client, "api/v1/audit")).ShouldBe(HttpStatusCode.OK);
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/groups/{group}", new { name, active = false }));
        (await StatusAsync(client, "api/v1/audit")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    private async Task<HttpClient> ProgramAsync(params string[] scopes)
    {
        var client = silo.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await MakeAsync(silo.Administrator, silo.AdministratorId, scopes));
        return client;
    }
}
