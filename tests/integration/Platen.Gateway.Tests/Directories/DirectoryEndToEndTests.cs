using System.Net;
using System.Net.Http.Json;
using Platen.Gateway.Tests.Hosting;
using Platen.TestKit.Directories;

namespace Platen.Gateway.Tests.Directories;

/// <summary>AU21: from the settings in REST to a login with the directory's password, over the real silo, PostgreSQL and OpenLDAP.</summary>
[Collection(SiloTests.Name)]
public sealed class DirectoryEndToEndTests(SiloHost silo)
{
    [Fact]
    public async Task Directory_SetTestedAndSynchronised_LetsItsPeopleIn()
    {
        await using var slapd = await Slapd.StartAsync(
            Slapd.Person("ldap-bea", "Bea", "Her-own-1") + Slapd.Person("ldap-carl", "Carl", "His-own-1") + Slapd.Group("ldap-staff", "ldap-carl", "@ldap-inner") + Slapd.Group("ldap-inner", "ldap-bea"));
        await DirectoryCalls.PutAsync(silo, "e2e", slapd);
        var probe = await SiloHost.ReadAsync(await silo.Administrator.PostAsync("api/v1/directories/e2e/test", null));
        probe.GetProperty("ok").GetBoolean().ShouldBeTrue(probe.ToString());
        var preview = await DirectoryCalls.RunAsync(silo, "e2e", "preview");
        (preview.GetProperty("counts").GetProperty("added").GetInt32(), preview.GetProperty("state").GetString()).ShouldBe((2, "done"), preview.ToString());
        (await silo.Administrator.GetStringAsync("api/v1/users?search=ldap-")).ShouldNotContain("ldap-bea");
        (await DirectoryCalls.RunAsync(silo, "e2e", "full")).GetProperty("counts").GetProperty("added").GetInt32().ShouldBe(2);

        var bea = await silo.LogInAsync("ldap-bea", "Her-own-1");
        var session = await SiloHost.ReadAsync(await bea.GetAsync("api/v1/session"));
        session.ToString().ShouldContain("ldap-bea");
        using var wrong = await silo.Anonymous.PostAsJsonAsync("api/v1/session", new { loginName = "ldap-bea", password = "His-own-1" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var groups = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/groups?search=ldap-staff"));
        var staff = groups.GetProperty("items")[0].GetProperty("id").GetString();
        (await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/groups/{staff}/members"))).GetProperty("items").GetArrayLength().ShouldBe(2, "who is in a group within the group is a member");

        await slapd.DeleteAsync(Slapd.DnOf("ldap-bea"));
        (await DirectoryCalls.RunAsync(silo, "e2e", "full")).GetProperty("counts").GetProperty("shutOut").GetInt32().ShouldBe(1);
        (await bea.GetAsync("api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the session ended with the person");
        (await silo.Administrator.GetStringAsync("api/v1/directories/e2e")).ShouldNotContain(Slapd.Password);
        bea.Dispose();
    }

    // mutant: the stored password follows a changed host
    [Fact]
    public async Task Host_ChangedWithoutThePassword_IsRefused()
    {
        await using var slapd = await Slapd.StartAsync(Slapd.Person("ldap-dora", "Dora", "x"));
        await DirectoryCalls.PutAsync(silo, "moved", slapd);
        using var answer = await silo.Administrator.PutAsJsonAsync("api/v1/directories/moved", DirectoryCalls.Settings(slapd, password: null, host: "localhost"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("again");
    }
}
