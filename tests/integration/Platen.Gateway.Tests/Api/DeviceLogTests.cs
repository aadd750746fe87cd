using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Gateway.Tests.AgentLink;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Api;

/// <summary>LG04: what an agent tells of its devices, over the real link, is read over REST, as CSV and on the pages, by who may read it.</summary>
[Collection(SiloTests.Name)]
public sealed class DeviceLogTests(SiloHost silo) : IAsyncLifetime
{
    private const string Site = "site-device-log";
    private const string Device = Site + "-mfp";
    private const string Log = $"api/v1/sites/{Site}/devices/{Device}/log";
    private const string Readings = $"api/v1/sites/{Site}/devices/{Device}/readings";
    private static readonly SemaphoreSlim Once = new(1);
    private static bool s_isThere;

    public async Task InitializeAsync()
    {
        await silo.LogInAnewAsync();
        await Once.WaitAsync();
        try
        {
            if (!s_isThere)
            {
                await ReportAsync();
                s_isThere = true;
            }
        }
        finally
        {
            Once.Release();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Log_OfADevice_HasItsLinesLoginsAndReadings_FilteredAsAsked()
    {
        var all = await ItemsAsync(silo.Administrator, Log);
        all.Select(item => item.GetProperty("kind").GetString()).ShouldBe(["reading", "reading", "alertBegan", "alertEnded", "login", "suppressed", "release", "release"], ignoreOrder: true);
        all.Count(item => item.GetProperty("user").GetString() == silo.UserId).ShouldBe(3);
        (await ItemsAsync(silo.Administrator, Log + "?kind=alerts,states&severity=critical")).Count.ShouldBe(2);
        (await ItemsAsync(silo.Administrator, Log + "?kind=logins")).ShouldHaveSingleItem().GetProperty("code").GetString().ShouldBe("login.ok");
        (await ItemsAsync(silo.Administrator, Log + "?search=load%20paper")).Count.ShouldBe(2);
        (await ItemsAsync(silo.Administrator, Log + "?before=2020-01-01T00:00:00Z")).ShouldBeEmpty();
        (await ItemsAsync(silo.Administrator, Readings)).Select(item => item.GetProperty("counter").GetInt64()).ShouldBe([110, 100], ignoreOrder: true);
        (await ItemsAsync(silo.Administrator, $"api/v1/device-log?site={Site}")).Count.ShouldBe(5, "logins and releases are of one device's list");
        foreach (var wrong in new[] { "?kind=nothing", "?severity=awful", "?limit=0", "?format=pdf", "?after=x" })
        {
            using var answer = await silo.Administrator.GetAsync(Log + wrong);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
        }
    }

    [Fact]
    public async Task Csv_OfALog_IsWhole_AndRunsNoFormula()
    {
        var csv = await silo.Administrator.GetStringAsync(Log + "?format=csv");

        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(9);
        csv.ShouldContain("'=HYPERLINK");
    }

    // AZ09, LG04. Mutants: readings for who sees devices only; names for who may not see users; another site's log
    [Fact]
    public async Task Log_ForOtherReaders_HasWhatTheyMaySee()
    {
        var (_, technician) = await silo.UserWithAsync([Right.ReadDevices], [SiteId.Parse(Site)]);
        using var one = technician;
        var seen = await ItemsAsync(one, Log);
        seen.Select(item => item.GetProperty("kind").GetString()).ShouldNotContain("reading");
        seen.Count(item => item.GetProperty("kind").GetString() == "login").ShouldBe(1, "that somebody logged in can be seen");
        seen.ShouldAllBe(item => item.GetProperty("user").ValueKind == JsonValueKind.Null && item.GetProperty("job").ValueKind == JsonValueKind.Null);
        using var refused = await one.GetAsync(Readings);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var (_, accountant) = await silo.UserWithAsync([Right.ReadReports], [SiteId.Parse(Site)]);
        using var two = accountant;
        (await ItemsAsync(two, Readings)).Count.ShouldBe(2);
        (await ItemsAsync(two, $"api/v1/device-log?site={Site}")).ShouldAllBe(item => item.GetProperty("kind").GetString() == "reading");
        using var closed = await two.GetAsync(Log);
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var (_, elsewhere) = await silo.UserWithAsync([Right.ReadDevices, Right.ReadReports], [SiteId.Parse("elsewhere")]);
        using var three = elsewhere;
        (await ItemsAsync(three, Log)).ShouldBeEmpty();
        (await ItemsAsync(three, "api/v1/device-log")).ShouldAllBe(item => item.GetProperty("site").GetString() == "elsewhere");
    }

    [Fact]
    public async Task Page_OfADevicesLog_ShowsItsLines_ItsCounterAsADrawing_AndNamesForWhoMaySeeThem()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        var html = await browser.PageAsync($"devices/{Site}/{Device}/log");
        html.ShouldContain("Load paper");
        html.ShouldContain("&lt;script&gt;", Case.Sensitive, "a device's words are text");
        html.ShouldNotContain("<script>alert");
        html.ShouldContain("<polyline class=\"up\"");
        html.ShouldContain("device-log.csv");
        (await browser.PageAsync($"devices/{Site}/{Device}")).ShouldContain($"/devices/{Site}/{Device}/log");
        (await browser.PageAsync("device-log?kind=alerts")).ShouldContain($"/devices/{Site}/{Device}/log");

        var (user, client) = await silo.UserWithAsync([Right.ReadDevices], [SiteId.Parse(Site)]);
        client.Dispose();
        using var technician = await Browser.OfAsync(silo, user);
        var seen = await technician.PageAsync($"devices/{Site}/{Device}/log");
        seen.ShouldContain("somebody");
        seen.ShouldNotContain("polyline");
        seen.ShouldNotContain($"/jobs/0");
    }

    [Fact]
    public async Task Policy_OfDevicesLogs_IsSetAndChecked()
    {
        var saved = await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { deviceLog = new { timeZone = "Europe/Berlin", keepLogDays = 30 } }));
        var policy = saved.GetProperty("deviceLog");
        (policy.GetProperty("timeZone").GetString(), policy.GetProperty("readings").GetString(), policy.GetProperty("keepReadingsDays").GetInt32(), policy.GetProperty("keepLogDays").GetInt32())
            .ShouldBe(("Europe/Berlin", "daily", 396, 30));
        foreach (var wrong in new object[] { new { timeZone = "Mars/Olympus" }, new { keepLogDays = 0 }, new { keepLogDays = int.MaxValue }, new { keepReadingsDays = -1 }, new { readings = "hourly" } })
        {
            using var answer = await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { deviceLog = wrong });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong.ToString());
        }
    }

    private async Task ReportAsync()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{Site}", new { name = Site }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{Site}/devices/{Device}", new { name = "Logged MFP", host = "192.0.2.9", protocol = "raw", port = 9100 }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/queues/follow-me", new { name = "Follow me", kind = "pull", prices = new { monoPage = "0.05", colourPage = "0.20" } }));
        var added = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/sites/{Site}/agents", new { agent = $"{Site}-1" }));
        using var agent = TestAgent.New(silo);
        await agent.EnrolAsync(added.GetProperty("token").GetString()!);
        var (job, release) = (Events.NewId(), Events.NewId());
        await agent.SendAsync(
            Events.At(1, new AgentEvent { DeviceLogged = Logged(Reading("d:1", 100), Reading("d:2", 110)) }),
            Events.At(2, new AgentEvent { DeviceLogged = Logged(Line(DeviceLogKind.AlertBegan, "Load paper <script>alert(1)</script>"), Line(DeviceLogKind.AlertEnded, "Load paper"), Line(DeviceLogKind.Suppressed, "=HYPERLINK(1)"), Line((DeviceLogKind)99, "of a newer agent")) }),
            Events.At(3, new AgentEvent { DeviceLogged = Logged(Reading("d:2", 111)) }),
            Events.At(4, new AgentEvent { LoginAttempted = new LoginAttempted { DeviceId = Device, UserId = silo.UserId, Method = LoginMethod.Card, Result = LoginResult.Ok, SessionId = "s1", SourceAddress = "192.0.2.9" } }),
            Events.Received(5, job, "carol", silo.UserId),
            Events.Started(6, job, release, silo.UserId, Device),
            Events.Finished(7, job, release, silo.UserId, Device));
    }

    private static DeviceLogged Logged(params DeviceLogLine[] lines)
    {
        var logged = new DeviceLogged { DeviceId = Device };
        logged.Lines.AddRange(lines);
        return logged;
    }

    private static DeviceLogLine Line(DeviceLogKind kind, string text) => new()
    {
        At = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), Kind = kind, Severity = kind == DeviceLogKind.Suppressed ? DeviceLogSeverity.Warning : DeviceLogSeverity.Critical, Code = "inputMediaSupplyEmpty", Text = text, Count = 3,
    };

    private static DeviceLogLine Reading(string slot, long counter) => new()
    {
        At = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), Kind = DeviceLogKind.Reading, Counter = counter, CounterUnit = "impressions", SerialNumber = "A1", Cause = ReadingCause.Daily, Slot = slot,
    };

    private static async Task<ImmutableList<JsonElement>> ItemsAsync(HttpClient client, string address) =>
        [.. (await SiloHost.ReadAsync(await client.GetAsync(address))).GetProperty("items").EnumerateArray()];
}
