using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platen.Gateway.Tests.Hosting;
using Platen.TestKit.Directories;
using Xunit.Abstractions;

namespace Platen.Gateway.Tests.Directories;

/// <summary>AU21: from the settings in REST to a login with the directory's password, over the real silo, PostgreSQL and OpenLDAP.</summary>
[Collection(SiloTests.Name)]
public sealed class DirectoryEndToEndTests(SiloHost silo, ITestOutputHelper output)
{
    [Fact]
    public async Task Directory_SetTestedAndSynchronised_LetsItsPeopleIn()
    {
        await using var slapd = await Slapd.StartAsync(
            Slapd.Person("ldap-bea", "Bea", "Her-own-1") + Slapd.Person("ldap-carl", "Carl", "His-own-1") + Slapd.Group("ldap-staff", "ldap-carl", "@ldap-inner") + Slapd.Group("ldap-inner", "ldap-bea"));
        await PutAsync("e2e", slapd);
        var probe = await SiloHost.ReadAsync(await silo.Administrator.PostAsync("api/v1/directories/e2e/test", null));
        probe.GetProperty("ok").GetBoolean().ShouldBeTrue(probe.ToString());
        var preview = await RunAsync("e2e", "preview");
        (preview.GetProperty("counts").GetProperty("added").GetInt32(), preview.GetProperty("state").GetString()).ShouldBe((2, "done"), preview.ToString());
        (await silo.Administrator.GetStringAsync("api/v1/users?search=ldap-")).ShouldNotContain("ldap-bea");
        (await RunAsync("e2e", "full")).GetProperty("counts").GetProperty("added").GetInt32().ShouldBe(2);

        var bea = await silo.LogInAsync("ldap-bea", "Her-own-1");
        var session = await SiloHost.ReadAsync(await bea.GetAsync("api/v1/session"));
        session.ToString().ShouldContain("ldap-bea");
        using var wrong = await silo.Anonymous.PostAsJsonAsync("api/v1/session", new { loginName = "ldap-bea", password = "His-own-1" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var groups = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/groups?search=ldap-staff"));
        var staff = groups.GetProperty("items")[0].GetProperty("id").GetString();
        (await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/groups/{staff}/members"))).GetProperty("items").GetArrayLength().ShouldBe(2, "who is in a group within the group is a member");

        await slapd.DeleteAsync(Slapd.DnOf("ldap-bea"));
        (await RunAsync("e2e", "full")).GetProperty("counts").GetProperty("shutOut").GetInt32().ShouldBe(1);
        (await bea.GetAsync("api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the session ended with the person");
        (await silo.Administrator.GetStringAsync("api/v1/directories/e2e")).ShouldNotContain(Slapd.Password);
        bea.Dispose();
    }

    // mutant: the stored password follows a changed host
    [Fact]
    public async Task Host_ChangedWithoutThePassword_IsRefused()
    {
        await using var slapd = await Slapd.StartAsync(Slapd.Person("ldap-dora", "Dora", "x"));
        await PutAsync("moved", slapd);
        using var answer = await silo.Administrator.PutAsJsonAsync("api/v1/directories/moved", Settings(slapd, password: null, host: "localhost"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("again");
    }

    [Fact]
    [Trait("suite", "slow")]
    public async Task Directory_Of100000People_IsSynchronisedWithinBounds()
    {
        const int People = 100_000;
        var ldif = new StringBuilder();
        for (var i = 0; i < People; i++)
        {
            ldif.Append(Slapd.Person($"bulk{i}", $"Bulk Person {i}"));
        }

        for (var group = 0; group < 100; group++)
        {
            ldif.Append(Slapd.Group($"bulk-group-{group}", [.. Enumerable.Range(group * 1_000, 1_000).Select(i => $"bulk{i}")]));
        }

        await using var slapd = await Slapd.StartAsync(ldif.ToString(), many: true);
        await PutAsync("bulk", slapd);
        foreach (var (kind, expected) in new[] { ("full", People), ("full", 0), ("changes", 0) })
        {
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var began = TimeProvider.System.GetTimestamp();
            var peak = 0L;
            var run = await RunAsync("bulk", kind, () => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), TimeSpan.FromMinutes(15));
            output.WriteLine($"{kind}: {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s, {run.GetProperty("counts").GetProperty("added").GetInt32()} added, managed memory at its peak {(peak - before) / 1_048_576} MiB more");
            (run.GetProperty("state").GetString(), run.GetProperty("counts").GetProperty("added").GetInt32()).ShouldBe(("done", expected), run.GetProperty("message").GetString());
        }
    }

    private static object Settings(Slapd slapd, string? password = Slapd.Password, string host = "127.0.0.1") => new
    {
        name = "Corporate", schema = "openLdap", host, port = slapd.SecurePort, security = "ldaps", certificateAuthorities = slapd.Ca.Pem, bindDn = Slapd.Administrator, password,
        peopleBase = "ou=people," + Slapd.Root, groupBase = "ou=groups," + Slapd.Root, syncMinutes = 0, vanishPercentMax = 60,
    };

    private async Task PutAsync(string id, Slapd slapd) => await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/directories/{id}", Settings(slapd)));

    private async Task<JsonElement> RunAsync(string directory, string kind, Action? look = null, TimeSpan? limit = null)
    {
        var started = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/directories/{directory}/runs", new { kind }));
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            look?.Invoke();
            var run = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/directories/{directory}/runs/{started.GetProperty("id").GetString()}"));
            var running = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/directories/{directory}"));
            if (run.GetProperty("state").GetString() != "running" && running.GetProperty("running").ValueKind == JsonValueKind.Null)
            {
                return run;
            }

            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(limit ?? TimeSpan.FromSeconds(30), $"the run does not end: {run}");
            await Task.Delay(50);
        }
    }
}
