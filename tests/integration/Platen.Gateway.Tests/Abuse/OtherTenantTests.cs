using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platen.Domain.Codebooks;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Abuse;

/// <summary>TN02: an administrator asks every route that takes an id for what is another company's: nothing of it is shown, nothing of it changes.</summary>
[Collection(SiloTests.Name)]
public sealed class OtherTenantTests(SiloHost silo)
{
    private const string Secret = "Foreign-Secret";
    private static readonly TenantId Elsewhere = TenantId.Parse("foreign");
    private static readonly SiteId Branch = SiteId.Parse("foreign-site");
    private static readonly CodebookId Book = CodebookId.Parse("foreign-codebook");
    private static readonly QueueId Pull = QueueId.Parse("foreign-queue");
    private static readonly DeviceId Mfp = DeviceId.Parse("foreign-mfp");

    // a body that every route finds enough in to do something
    private const string Body = """
        {"name":"x","displayName":"x","loginName":"x","active":false,"locked":false,"email":"x@example.com","password":"Correct-horse-7","number":"04A2197FEE","kind":"pull","unknownOwner":"refuse","host":"192.0.2.9","protocol":"raw","port":9100,
         "site":"foreign-site","device":"foreign-mfp","release":"019a9f5e-7c1a-7bbb-8000-0123456789ab","rights":["read-jobs"],"roles":[],"reason":"x","agent":"foreign-1","scopes":["own-jobs"],"user":"USER","outcome":"discarded"}
        """;

    private readonly IRecordStore _store = silo.Services.GetRequiredService<IRecordStore>();

    // mutants: a grain is found by the id alone; a query leaves the tenant out; the key of a grain is built from what the caller sends
    [Fact]
    public async Task EveryRouteWithAnId_AskedForAnothersId_ShowsAndChangesNothing()
    {
        var (user, group, job) = await MakeAsync();
        var session = await silo.SessionOfAsync(user.Id, Elsewhere);
        var before = await SnapshotAsync(user.Id, group.Id, job.Id);
        before.ShouldContain(Secret);
        List<string> wrong = [];
        foreach (var rule in RouteRights.Web.Where(rule => Routes.ParametersOf(rule).Any() && rule.Route is not "/assets/{version}/{name}"))
        {
            // names of a company's own choice are nobody's: with them, one makes one's own record
            if (rule.Method == "PUT" && !Routes.ParametersOf(rule).Any(name => name is "user" or "group" or "job"))
            {
                continue;
            }

            var address = Routes.Fill(rule, name => name switch
            {
                "user" => user.Id.ToString(), "group" => group.Id.ToString(), "job" => job.Id.ToString(), "site" => Branch.Value, "device" => Mfp.Value, "queue" => Pull.Value, "codebook" => Book.Value, _ => "nothing",
            });
            using var answer = await silo.Administrator.SendAsync(Routes.Request(rule, address, Body.Replace("USER", user.Id.ToString(), StringComparison.Ordinal)));
            var says = await answer.Content.ReadAsStringAsync();
            var isEmpty = answer.StatusCode == HttpStatusCode.NoContent || says == "[]" || says.Contains("\"items\":[]", StringComparison.Ordinal) || says.Contains("\"ok\":false", StringComparison.Ordinal);
            if (says.Contains(Secret, StringComparison.Ordinal) || (answer.IsSuccessStatusCode && !isEmpty))
            {
                wrong.Add($"{rule.Method} {rule.Route}: {(int)answer.StatusCode} {says[..Math.Min(200, says.Length)]}");
            }
        }

        wrong.ShouldBeEmpty();
        (await SnapshotAsync(user.Id, group.Id, job.Id)).ShouldBe(before);
        (await silo.Services.GetRequiredService<IWebSessions>().FindAsync(session, default)).ShouldNotBeNull("its sessions run on");
    }

    [Fact]
    public async Task Lists_OfEverything_NameNothingOfAnotherTenant()
    {
        await MakeAsync();
        foreach (var rule in Routes.Showing.Where(rule => !Routes.ParametersOf(rule).Any() && rule.Route is not "/live"))
        {
            using var answer = await silo.Administrator.GetAsync(rule.Route + "?search=Foreign&site=foreign-site&limit=200");
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Secret, Case.Sensitive, rule.Route);
        }
    }

    private async Task<(User User, Group Group, Job Job)> MakeAsync()
    {
        var user = new User { Tenant = Elsewhere, Id = UserId.New(TimeProvider.System), LoginName = $"foreign-{Guid.CreateVersion7():N}", DisplayName = Secret, Email = "foreign@example.com", Role = UserRole.User, Version = 1 };
        var group = new Group { Tenant = Elsewhere, Id = GroupId.New(TimeProvider.System), Name = $"{Secret} {user.Id}", Version = 1 };
        var now = TimeProvider.System.GetUtcNow();
        var job = new Job
        {
            Tenant = Elsewhere, Id = JobId.New(TimeProvider.System), Site = Branch, Agent = AgentId.Parse("foreign-1"), Queue = Pull, ClaimedUser = user.LoginName, Owner = user.Id, Title = Secret,
            Facts = new DocumentFacts { Format = "application/pdf", Pages = new PageCount(3, PageEvidence.Parsed), SizeBytes = 1_024, Sha256 = new string('a', 64), Copies = 1, Sides = Sides.OneSided },
            Protocol = IntakeProtocol.Ipp, SourceAddress = "192.0.2.44", ReceivedAt = now, State = JobState.PendingHeld, StateSince = now, Version = 1,
        };
        ImmutableArray<RecordChange> changes = [new UserChange(user) { ExpectedVersion = 0 }, new GroupChange(group) { ExpectedVersion = 0 }, new JobChange(job) { ExpectedVersion = 0 }];
        if (await _store.FindTenantAsync(Elsewhere, default) is null)
        {
            changes =
            [
                new TenantChange(new Tenant { Id = Elsewhere, Name = Secret, Version = 1 }) { ExpectedVersion = 0 },
                new SiteChange(new Site { Tenant = Elsewhere, Id = Branch, Name = Secret, Version = 1 }) { ExpectedVersion = 0 },
                new DeviceChange(new Device { Tenant = Elsewhere, Site = Branch, Id = Mfp, Name = Secret, Host = "192.0.2.7", Protocol = DeliveryProtocol.Raw, Port = 9100, Version = 1 }) { ExpectedVersion = 0 },
                new QueueChange(new Queue { Tenant = Elsewhere, Id = Pull, Name = Secret, Kind = QueueKind.Pull, UnknownOwner = UnknownOwnerPolicy.Hold, Version = 1 }) { ExpectedVersion = 0 },
                new CodebookChange(new Codebook { Tenant = Elsewhere, Id = Book, Name = Secret, Access = new CodeAccess { Everybody = true }, Version = 1 }) { ExpectedVersion = 0 },
                new CodeChange(new Code { Tenant = Elsewhere, Codebook = Book, Value = "1", Text = Secret, Version = 1 }) { ExpectedVersion = 0 },
                .. changes,
            ];
        }

        (await _store.CommitAsync(new Commit { Tenant = Elsewhere, AuditChain = "console", Changes = changes }, default)).Code.ShouldBe(CommitCode.Committed);
        return (user, group, job);
    }

    private async Task<string> SnapshotAsync(UserId user, GroupId group, JobId job)
    {
        object?[] rows =
        [
            await _store.FindUserAsync(Elsewhere, user, default), await _store.FindGroupAsync(Elsewhere, group, default), await _store.FindJobAsync(Elsewhere, job, default), await _store.FindSiteAsync(Elsewhere, Branch, default),
            await _store.FindDeviceAsync(Elsewhere, Mfp, default), await _store.FindQueueAsync(Elsewhere, Pull, default), await _store.FindTenantAsync(Elsewhere, default), await _store.ListAgentsAsync(Elsewhere, Branch, default),
        ];
        return JsonSerializer.Serialize(rows);
    }
}
