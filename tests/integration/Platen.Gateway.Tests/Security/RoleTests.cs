using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Tests.Security;

/// <summary>Roles over REST: made, given, narrowed to sites, taken away; nobody gives what they do not hold (AZ01–AZ06, AZ09, AZ10).</summary>
[Collection(SiloTests.Name)]
public sealed class RoleTests(SiloHost silo)
{
    private static readonly SiteId North = SiteId.Parse("role-north");
    private static readonly SiteId South = SiteId.Parse("role-south");

    [Fact]
    public async Task Role_MadeGivenAndTakenAway_HoldsFromCallToCall()
    {
        // mutant: the session keeps the rights that its login had
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/roles/counter", new { name = "Counter", rights = new[] { "read-reports" } }));
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/roles", new { roles = new[] { new { role = "counter" } } }));
        client.DefaultRequestHeaders.Authorization = new("Bearer", await silo.SessionOfAsync(user.Id));
        (await StatusAsync(client, "api/v1/overview")).ShouldBe(HttpStatusCode.OK);
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/roles/counter", new { name = "Counter", rights = new[] { "read-queues" } }));
        (await StatusAsync(client, "api/v1/overview")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(client, "api/v1/queues")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RoleThatSomebodyHas_IsNotRemoved()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/roles/kept", new { name = "Kept", rights = new[] { "read-queues" } }));
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/roles", new { roles = new[] { new { role = "kept" } } }));
        using var refused = await silo.Administrator.DeleteAsync("api/v1/roles/kept");
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/roles", new { roles = Array.Empty<object>() }));
        await SiloHost.ReadAsync(await silo.Administrator.DeleteAsync("api/v1/roles/kept"));
    }

    [Fact]
    public async Task RolesOfAUser_Changed_EndTheSessions()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/roles", new { roles = new[] { new { role = "auditor" } } }));
        (await StatusAsync(client, "api/v1/session")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("roles/mine", "read-audit", HttpStatusCode.Forbidden)]
    [InlineData("roles/mine", "read-users", HttpStatusCode.OK)]
    [InlineData("roles/auditor", "read-users", HttpStatusCode.BadRequest)]
    [InlineData("roles/mine", "own-jobs", HttpStatusCode.BadRequest)]
    [InlineData("roles/mine", "fly", HttpStatusCode.BadRequest)]
    public async Task Role_OfRightsThatTheMakerLacks_IsRefused(string path, string right, HttpStatusCode expected)
    {
        // mutant: PutRole does not ask NotHeld
        var (_, client) = await silo.UserWithAsync([Right.EditRoles]);
        using var maker = client;
        using var answer = await maker.PutAsJsonAsync("api/v1/" + path, new { name = "Mine", rights = new[] { right } });
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Giver_OfMoreThanIsHeld_IsRefused()
    {
        // mutant: SetGrants does not ask NotHeld
        var (_, giver) = await silo.UserWithAsync([Right.EditRoles, Right.EditDevices]);
        var (other, client) = await silo.UserWithAsync([Right.ReadDevices]);
        using var one = giver;
        using var two = client;
        (await GiveAsync(giver, other.Id, "auditor")).ShouldBe(HttpStatusCode.Forbidden);
        (await GiveAsync(giver, other.Id, "device-admin")).ShouldBe(HttpStatusCode.Forbidden, "it reads queues and sites too");
        var (auditor, third) = await silo.UserWithAsync([Right.ReadAudit]);
        using var three = third;
        using var taken = await giver.PutAsJsonAsync($"api/v1/users/{auditor.Id}/roles", new { roles = Array.Empty<object>() });
        taken.StatusCode.ShouldBe(HttpStatusCode.Forbidden, "nor taken away");
    }

    [Fact]
    public async Task OwnRoles_CannotBeChanged()
    {
        var (user, client) = await silo.UserWithAsync([Right.EditRoles]);
        using var _ = client;
        (await GiveAsync(client, user.Id, "auditor")).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task SiteScope_DevicesSitesAndJobs_AreThoseOfTheSites()
    {
        // mutants: the list is not narrowed; the grain asks for the right alone
        await PutDevicesAsync();
        var (_, client) = await silo.UserWithAsync([Right.EditDevices, Right.ReadSites, Right.ReadUsers], North);
        using var _1 = client;
        var devices = await SiloHost.ReadAsync(await client.GetAsync("api/v1/devices"));
        devices.GetProperty("items").EnumerateArray().Select(device => device.GetProperty("site").GetString()).Distinct().ShouldBe([North.Value]);
        var elsewhere = await SiloHost.ReadAsync(await client.GetAsync($"api/v1/devices?site={South}"));
        elsewhere.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await StatusAsync(client, $"api/v1/sites/{South}/devices/{South}-mfp")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(client, $"api/v1/sites/{South}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(client, $"api/v1/sites/{North}")).ShouldBe(HttpStatusCode.OK);
        (await PutDeviceAsync(client, South)).ShouldBe(HttpStatusCode.Forbidden);
        (await PutDeviceAsync(client, North)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client, "api/v1/users")).ShouldBe(HttpStatusCode.Forbidden, "users are of no site, so a narrowed role does not give them");
    }

    // AZ02, AZ03. Mutants: the list is not narrowed; a handler asks for the right alone
    [Fact]
    public async Task GroupScope_UsersAndGroups_AreTheMembers()
    {
        var group = (await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/groups", new { name = "scope-sales" }))).GetProperty("id").GetString()!;
        var (member, _) = await silo.UserWithAsync([Right.ReadQueues]);
        var (outsider, _) = await silo.UserWithAsync([Right.ReadQueues]);
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{member.Id}", new { groups = new[] { "scope-sales" } }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{member.Id}/roles", new { roles = Array.Empty<object>() }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{outsider.Id}/roles", new { roles = Array.Empty<object>() }));
        var (head, client) = await silo.UserWithAsync([Right.ReadDevices]);
        using var _1 = client;
        var given = await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{head.Id}/roles", new { roles = new[] { new { role = "customer-admin", groups = new[] { group } } } }));
        given.GetProperty("rights").EnumerateArray().Select(right => right.GetProperty("right").GetString()).ShouldBe(["read-users", "edit-users", "edit-credentials"]);
        client.DefaultRequestHeaders.Authorization = new("Bearer", await silo.SessionOfAsync(head.Id));

        var users = await SiloHost.ReadAsync(await client.GetAsync("api/v1/users"));
        users.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("id").GetString()).ShouldBe([member.Id.ToString()]);
        (await client.GetStringAsync("api/v1/users/export")).ShouldNotContain(outsider.LoginName);
        (await SiloHost.ReadAsync(await client.GetAsync("api/v1/groups"))).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await StatusAsync(client, $"api/v1/users/{member.Id}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client, $"api/v1/users/{outsider.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await PasswordAsync(client, member.Id)).ShouldBe(HttpStatusCode.NoContent);
        (await PasswordAsync(client, outsider.Id)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(client, "api/v1/devices")).ShouldBe(HttpStatusCode.Forbidden, "devices are in no group, so a role over a group does not give them");
        using var add = await client.PostAsJsonAsync("api/v1/users", new { loginName = "scoped-new", displayName = "New" });
        add.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("auditor", null, HttpStatusCode.BadRequest)]
    [InlineData("user-admin", "no-group", HttpStatusCode.BadRequest)]
    [InlineData("user-admin", "019a9f5e-7c1a-7bbb-8000-0123456789ab", HttpStatusCode.BadRequest)]
    public async Task GroupScope_ThatMakesNoSense_IsRefused(string role, string? group, HttpStatusCode expected)
    {
        group ??= (await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/groups", new { name = $"scope-{role}" }))).GetProperty("id").GetString()!;
        var (user, client) = await silo.UserWithAsync([Right.ReadDevices]);
        using var _ = client;
        using var answer = await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/roles", new { roles = new[] { new { role, groups = new[] { group } } } });
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task UserAdministration_OfSomebodyWhoHoldsMore_IsRefused()
    {
        // mutant: IsOver is always true. Whoever could set an administrator's password would be one.
        var (_, client) = await silo.UserWithAsync([Right.EditUsers, Right.EditCredentials]);
        using var _1 = client;
        var (auditor, other) = await silo.UserWithAsync([Right.ReadAudit]);
        using var _2 = other;
        foreach (var target in new[] { silo.AdministratorId, auditor.Id.ToString() })
        {
            using var password = await client.PutAsJsonAsync($"api/v1/users/{target}/password", new { password = SiloHost.Password });
            using var card = await client.PostAsJsonAsync($"api/v1/users/{target}/cards", new { number = "04A2197FEE" });
            using var pin = await client.PostAsync($"api/v1/users/{target}/pin", null);
            using var shut = await client.PatchAsJsonAsync($"api/v1/users/{target}", new { active = false });
            using var name = await client.PatchAsJsonAsync($"api/v1/users/{target}", new { email = "me@example.com" });
            new[] { password, card, pin, shut, name }.Select(answer => answer.StatusCode).ShouldAllBe(status => status == HttpStatusCode.Forbidden);
        }

        using var own = await client.PutAsJsonAsync($"api/v1/users/{silo.UserId}/password", new { password = SiloHost.Password, passwordIsInitial = false });
        own.StatusCode.ShouldBe(HttpStatusCode.NoContent, "an ordinary user");
        silo.User.DefaultRequestHeaders.Authorization = new("Bearer", await silo.SessionOfAsync(UserId.Parse(silo.UserId)));
    }

    [Fact]
    public async Task UserAdministration_MakesNoAdministrator()
    {
        // mass assignment: the field is there, the right is not
        var (_, client) = await silo.UserWithAsync([Right.EditUsers]);
        using var _1 = client;
        using var made = await client.PostAsJsonAsync("api/v1/users", new { loginName = "climber", displayName = "Climber", role = "administrator" });
        using var raised = await client.PatchAsJsonAsync($"api/v1/users/{silo.UserId}", new { role = "administrator" });
        using var self = await silo.User.PatchAsJsonAsync($"api/v1/users/{silo.UserId}", new { role = "administrator", loginName = "root2", privateQueue = true });
        new[] { made, raised, self }.Select(answer => answer.StatusCode).ShouldAllBe(status => status == HttpStatusCode.Forbidden);
    }

    // AZ04
    [Fact]
    public async Task Settings_OfAnotherArea_AreRefused()
    {
        var (_, client) = await silo.UserWithAsync([Right.LoginSettings]);
        using var _1 = client;
        using var pins = await client.PatchAsJsonAsync("api/v1/tenant", new { pinDigits = 7, name = "Test company" });
        using var name = await client.PatchAsJsonAsync("api/v1/tenant", new { pinDigits = 7, name = "Mine" });
        using var back = await client.PatchAsJsonAsync("api/v1/tenant", new { pinDigits = 6 });
        (pins.StatusCode, name.StatusCode, back.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK));
    }

    [Fact]
    public async Task LastAdministrator_ByTheServerItself_IsNotTakenAway()
    {
        // mutant: LeaveAdministrator does not ask for others. A directory's run acts as the server, so "not oneself" would not help.
        var grain = silo.Services.GetRequiredService<IGrainFactory>().User(SiloHost.Tenant, UserId.Parse(silo.AdministratorId));
        (await grain.DeactivateAsync(Actor.System("test"), default)).Code.ShouldBe(CommandCode.Refused);
        (await grain.UpdateAsync(new UpdateUser { Role = UserRole.User }, Actor.System("test"), default)).Code.ShouldBe(CommandCode.Refused);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PasswordAsync(HttpClient client, UserId user)
    {
        using var answer = await client.PutAsJsonAsync($"api/v1/users/{user}/password", new { password = SiloHost.Password });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> GiveAsync(HttpClient client, UserId user, string role)
    {
        using var answer = await client.PutAsJsonAsync($"api/v1/users/{user}/roles", new { roles = new[] { new { role } } });
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PutDeviceAsync(HttpClient client, SiteId site)
    {
        using var answer = await client.PutAsJsonAsync($"api/v1/sites/{site}/devices/{site}-mfp", new { name = "MFP", host = "192.0.2.7", protocol = "raw", port = 9100 });
        return answer.StatusCode;
    }

    private async Task PutDevicesAsync()
    {
        foreach (var site in new[] { North, South })
        {
            await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{site}", new { name = site.Value }));
            (await PutDeviceAsync(silo.Administrator, site)).ShouldBe(HttpStatusCode.OK);
        }
    }
}
