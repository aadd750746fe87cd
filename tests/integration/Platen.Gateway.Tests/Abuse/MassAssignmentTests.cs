using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Abuse;

/// <summary>Members of the record that somebody sends along although nobody asked: each of them, alone and together, in JSON and in forms (AZ02).</summary>
[Collection(SiloTests.Name)]
public sealed class MassAssignmentTests(SiloHost silo)
{
    // what users may say of themselves; everything else of the record is somebody else's to say
    private static readonly ImmutableArray<string> Own = ["displayName", "email", "phone", "delegates", "secondPhase", "language"];

    private static readonly ImmutableArray<string> Invented = ["balance", "credit", "isAdmin", "administrator", "rights", "scopes", "tokenHash", "password", "pin", "locked", "role", "roles", "tenantId", "userId"];

    // mutants: PATCH takes a role, a tenant, an id, groups or a private queue from whoever asks; the record itself is bound
    [Fact]
    public async Task Profile_WithEachMemberOfTheRecord_ChangesNothingButOnesOwn()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadQueues]);
        using var _ = client;
        var before = await StoredAsync(user.Id);
        var members = typeof(User).GetProperties().Concat(typeof(UserContact).GetProperties()).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Concat(Invented).Distinct().Except(Own).ToList();
        members.Count.ShouldBeGreaterThan(30);
        foreach (var member in members)
        {
            foreach (var value in Values())
            {
                using var answer = await client.PatchAsJsonAsync($"api/v1/users/{user.Id}", new JsonObject { [member] = value });
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{member}: {value?.ToJsonString()}");
            }
        }

        (await StoredAsync(user.Id)).ShouldBe(before);
        var all = new JsonObject { ["displayName"] = "Changed" };
        members.ForEach(member => all[member] = member == "active" ? true : "x");
        using (await client.PatchAsJsonAsync($"api/v1/users/{user.Id}", all))
        {
            (await StoredAsync(user.Id)).ShouldBe(before, "one forbidden member refuses the whole change");
        }
    }

    [Fact]
    public async Task NewUser_WithMembersThatNobodyGives_GetsThemFromTheServer()
    {
        var (_, clerk) = await silo.UserWithAsync([Right.EditUsers]);
        using var _1 = clerk;
        const string Wished = "019a9f5e-7c1a-7bbb-8000-00000000abcd";
        var made = await SiloHost.ReadAsync(await clerk.PostAsJsonAsync("api/v1/users", new
        {
            loginName = "mass-1", displayName = "Mass", id = Wished, tenant = "elsewhere", version = 77, source = "openid", sourceKey = "x", authenticatedBy = "openid", grants = new[] { new { role = "auditor" } },
            passwordHash = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$AAAA", active = false, failedAttempts = -5, groups = new[] { "x" },
        }));
        var id = UserId.Parse(made.GetProperty("user").GetProperty("id").GetString()!);
        id.ToString().ShouldNotBe(Wished);
        var user = (await silo.Services.GetRequiredService<IRecordStore>().FindUserAsync(SiloHost.Tenant, id, default))!;
        (user.Tenant, user.Version, user.Source, user.AuthenticatedBy, user.PasswordHash, user.FailedAttempts, user.Grants.Length, user.Groups.Length).ShouldBe((SiloHost.Tenant, 1, "", "", "", 0, 0, 0));
    }

    [Fact]
    public async Task ProfileForm_WithMoreFields_ChangesNothingButOnesOwn()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "mass-2", displayName = "Mass Two", password = SiloHost.Password, passwordIsInitial = false }));
        using var browser = await Browser.LogInAsync(silo, "mass-2");
        using var answer = await browser.PostAsync(
            "profile?handler=Save", ("displayName", "Mass Two New"), ("email", ""), ("phone", ""), ("delegates", ""), ("secondPhase", ""), ("role", "administrator"), ("loginName", "root2"), ("privateQueue", "true"), ("groups", "x"),
            ("idNumber", "1"), ("personalNumber", "2"), ("sharedFolder", "\\\\evil\\x"), ("demandedSecondPhase", "pin"), ("active", "true"), ("tenant", "elsewhere"), ("Subject.Role", "Administrator"), ("Session.User.Role", "1"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var found = (await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/users?search=mass-2"))).GetProperty("items")[0];
        found.GetProperty("displayName").GetString().ShouldBe("Mass Two New");
        (found.GetProperty("role").GetString(), found.GetProperty("privateQueue").GetBoolean(), found.GetProperty("idNumber").GetString(), found.GetProperty("sharedFolder").GetString(), found.GetProperty("groups").GetArrayLength())
            .ShouldBe(("user", false, "", "", 0));
    }

    // the other records that REST makes. Mutant: the request is bound to the record itself
    [Fact]
    public async Task OtherRecords_WithMembersThatNobodyGives_GetThemFromTheServer()
    {
        await silo.LogInAnewAsync();
        var store = silo.Services.GetRequiredService<IRecordStore>();
        const string Forged = "019a9f5e-7c1a-7bbb-8000-00000000abcd";
        await PutAsync("clients/mass-client", new { name = "Mass", authentication = "secret", grants = new[] { "client_credentials" }, scopes = new[] { "read-devices" } });
        await PutAsync("sites/mass-site", new { name = "Mass" });
        await PutAsync("queues/mass-queue", new { name = "Mass", kind = "pull" });
        await PutAsync("sites/mass-site/devices/mass-device", new { name = "Mass", host = "192.0.2.9", protocol = "raw", port = 9100 });
        var group = GroupId.Parse((await SendAsync(HttpMethod.Post, "groups", new { name = "Mass group" })).GetProperty("id").GetString()!);

        var client = (await store.FindOAuthClientAsync(SiloHost.Tenant, Domain.OAuth.ClientId.Parse("mass-client"), default))!;
        (client.Tenant, client.Version, client.Active).ShouldBe((SiloHost.Tenant, 1, true));
        client.SecretHash.ShouldStartWith("$argon2id$");
        client.SecretHash.ShouldNotContain("AAAA");
        client.CreatedAt.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch.AddYears(40));
        var site = (await store.FindSiteAsync(SiloHost.Tenant, Domain.Sites.SiteId.Parse("mass-site"), default))!;
        var queue = (await store.FindQueueAsync(SiloHost.Tenant, Domain.Queues.QueueId.Parse("mass-queue"), default))!;
        var device = (await store.FindDeviceAsync(SiloHost.Tenant, Domain.Devices.DeviceId.Parse("mass-device"), default))!;
        var row = (await store.FindGroupAsync(SiloHost.Tenant, group, default))!;
        (site.Version, queue.Version, device.Version, row.Version, row.Source).ShouldBe((1, 1, 1, 1, ""));
        row.Id.ToString().ShouldNotBe(Forged);

        Task PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body);

        async Task<JsonElement> SendAsync(HttpMethod method, string path, object body)
        {
            var sent = JsonSerializer.SerializeToNode(body)!.AsObject();
            foreach (var (member, value) in new Dictionary<string, JsonNode>
            {
                ["id"] = Forged, ["tenant"] = "elsewhere", ["version"] = 77, ["active"] = false, ["secretHash"] = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$AAAA", ["source"] = "openid", ["sourceKey"] = "x",
                ["createdAt"] = "2000-01-01T00:00:00Z", ["secretSetAt"] = "2000-01-01T00:00:00Z", ["grants"] = sent["grants"]?.DeepClone() ?? new JsonArray("auditor"),
            })
            {
                sent[member] = value;
            }

            using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = new StringContent(sent.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
            return await SiloHost.ReadAsync(await silo.Administrator.SendAsync(request));
        }
    }

    private static IEnumerable<JsonNode?> Values() => [JsonValue.Create("administrator"), JsonValue.Create(true), JsonValue.Create(1), new JsonArray("auditor"), new JsonObject { ["role"] = "auditor" }];

    private async Task<string> StoredAsync(UserId user)
    {
        var row = await silo.Services.GetRequiredService<IRecordStore>().FindUserAsync(SiloHost.Tenant, user, default);
        return string.Join('\n', typeof(User).GetProperties().Where(property => property.CanWrite).Select(property => $"{property.Name}: {JsonSerializer.Serialize(property.GetValue(row))}"));
    }
}
