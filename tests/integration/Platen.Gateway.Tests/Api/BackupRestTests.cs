using System.Net;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Api;

/// <summary>OP01: a server without a folder says that it makes no backups, at REST, on the page and on the overview; who supervises the system sees it and begins none.</summary>
[Collection(SiloTests.Name)]
public sealed class BackupRestTests(SiloHost silo) : IAsyncLifetime
{
    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Server_WithoutAFolder_SaysSoEverywhere()
    {
        var state = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/backups"));
        (state.GetProperty("on").GetBoolean(), state.GetProperty("items").GetArrayLength()).ShouldBe((false, 0));
        using var refused = await silo.Administrator.PostAsync("api/v1/backups", content: null);
        refused.StatusCode.ShouldNotBe(HttpStatusCode.Accepted);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Platen:Backup:Folder");
        (await silo.Administrator.GetStringAsync("backups")).ShouldContain("This server makes no backups");
        (await silo.Administrator.GetStringAsync("")).ShouldContain("This server makes no backups");
    }

    [Fact]
    public async Task Supervision_SeesBackups_AndBeginsNone()
    {
        var (_, client) = await silo.UserWithAsync(BuiltInRoles.All.Single(role => role.Id.Value == "system-watch").Rights);
        using var watch = client;
        using var seen = await watch.GetAsync("api/v1/backups");
        seen.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var begun = await watch.PostAsync("api/v1/backups", content: null);
        begun.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var closed = await silo.User.GetAsync("api/v1/backups");
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
