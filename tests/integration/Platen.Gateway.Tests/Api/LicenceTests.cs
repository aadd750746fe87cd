using System.Net;
using System.Net.Http.Json;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Api;

/// <summary>AZ08: the provider's people see which devices take a licence; users, logs, jobs and the devices themselves are out of their reach. <c>AccessTests</c> walk all routes with this right alone.</summary>
[Collection(SiloTests.Name)]
public sealed class LicenceTests(SiloHost silo) : IAsyncLifetime
{
    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Provider_SeesLicencesAndNothingElse()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/sites/licensed", new { name = "Secret branch" }));
        foreach (var (device, enabled) in new[] { ("one", true), ("two", false) })
        {
            await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/licensed/devices/{device}", new { name = "Boss's printer", location = "Room 7", host = "192.0.2.7", protocol = "raw", port = 9100, enabled }));
        }

        var (_, client) = await silo.UserWithAsync(BuiltInRoles.All.Single(role => role.Id.Value == "provider-support").Rights);
        using var provider = client;
        var text = await provider.GetStringAsync("api/v1/licences/devices?limit=500");
        text.ShouldContain("""{"site":"licensed","device":"one","model":"","serialNumber":"","licensed":true}""");
        text.ShouldContain("""{"site":"licensed","device":"two","model":"","serialNumber":"","licensed":false}""");
        foreach (var secret in new[] { "Boss", "Room 7", "192.0.2.7", "Secret branch" })
        {
            text.ShouldNotContain(secret);
        }

        foreach (var closed in new[] { "users", "devices", "audit", "sites", "sites/licensed/devices/one", "roles", "overview", $"users/{silo.UserId}" })
        {
            using var answer = await provider.GetAsync("api/v1/" + closed);
            answer.StatusCode.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], closed);
        }

        using var refused = await silo.User.GetAsync("api/v1/licences/devices");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
