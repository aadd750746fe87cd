using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platen.Domain.Roles;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Security;

/// <summary>LG01–LG03, AZ05: what changed is in the log with before and after, secrets never; and the log goes out in three forms to those who may read it.</summary>
[Collection(SiloTests.Name)]
public sealed class AuditExportTests(SiloHost silo)
{
    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("jsonl", "application/jsonl")]
    [InlineData("syslog", "text/plain")]
    public async Task Export_InEachForm_HasTheNewestEntryAndNoSecret(string format, string type)
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadAudit]);
        using var auditor = client;
        var token = await TokenTests.MakeAsync(auditor, user.Id.ToString(), "read-audit");
        auditor.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await auditor.GetAsync($"api/v1/audit/export?format={format}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("token.created");
        text.ShouldContain("login.ok");
        text.ShouldNotContain(token);
        text.ShouldNotContain(SiloHost.Password);
    }

    [Fact]
    public async Task Export_InAnotherForm_IsRefused()
    {
        using var answer = await silo.Administrator.GetAsync("api/v1/audit/export?format=xml");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Settings_Changed_AreInTheLogWithBeforeAndAfter()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { heldJobsPerUserMax = 77 }));
        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { heldJobsPerUserMax = 0 }));
        var log = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/audit?limit=20"));
        var entry = log.GetProperty("items").EnumerateArray().First(row => row.GetProperty("action").GetString() == "tenant.updated");
        entry.GetProperty("details").Deserialize<Dictionary<string, string>>()!.ShouldBe(new Dictionary<string, string> { ["held-jobs-per-user-max.after"] = "0", ["held-jobs-per-user-max.before"] = "77" });
    }

    [Fact]
    public async Task Roles_Given_AreInTheLogWithBeforeAndAfter()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/users/{user.Id}/roles", new { roles = new[] { new { role = "auditor", sites = Array.Empty<string>() } } }));
        var log = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/audit?limit=50"));
        var entry = log.GetProperty("items").EnumerateArray().First(row => row.GetProperty("action").GetString() == "user.roles-set" && row.GetProperty("subject").GetString() == $"user:{user.Id}");
        entry.GetProperty("actor").GetString().ShouldBe($"user:{silo.AdministratorId}");
        entry.GetProperty("details").Deserialize<Dictionary<string, string>>()!.ShouldBe(new Dictionary<string, string> { ["after"] = "auditor", ["before"] = user.Grants[0].Role.Value });
    }
}
