using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platen.Domain.Audit;
using Platen.Domain.Roles;
using Platen.Gateway.Security;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Security;

/// <summary>LG04: the security log is the audit log's entries of some kinds, and what guards refuse is among them.</summary>
[Collection(SiloTests.Name)]
public sealed class SecurityLogTests(SiloHost silo) : IAsyncLifetime
{
    public Task InitializeAsync() => silo.LogInAnewAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    // mutants: the guard tells nobody; each refusal is an entry of its own
    [Fact]
    public async Task Refusals_OfOnePersonAndPlace_AreOneEntryWithTheirNumber()
    {
        var (user, client) = await silo.UserWithAsync([Right.ReadDevices]);
        using var nosy = client;
        var notes = silo.Services.GetRequiredService<RefusalNotes>();
        await notes.FlushAsync(CancellationToken.None); // what other tests have left
        for (var i = 0; i < 7; i++)
        {
            using var refused = await nosy.GetAsync("api/v1/audit?after=secret");
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        await notes.FlushAsync(CancellationToken.None);

        var entries = (await SecurityAsync()).Where(item => item.GetProperty("action").GetString() == "access.refused" && item.GetProperty("actor").GetString() == $"user:{user.Id}").ToList();
        entries.Count.ShouldBeInRange(1, 2, "two if the server's own minute ended between the requests");
        entries.Sum(CountOf).ShouldBe(7);
        entries.ShouldAllBe(entry => entry.GetProperty("subject").GetString() == "GET /api/v1/audit" && !entry.GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task CallOfAnotherSitesPage_IsAnEntry()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "login");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await silo.Anonymous.SendAsync(request);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await silo.Services.GetRequiredService<RefusalNotes>().FlushAsync(CancellationToken.None);

        (await SecurityAsync()).ShouldContain(item => item.GetProperty("action").GetString() == "request.cross-origin");
    }

    // mutant: no bound; an attack from a thousand addresses is a thousand entries a minute
    [Fact]
    public async Task Refusals_OfMany_AreBounded()
    {
        var notes = silo.Services.GetRequiredService<RefusalNotes>();
        await notes.FlushAsync(CancellationToken.None);
        var before = (await SecurityAsync()).Count(item => item.GetProperty("action").GetString() == "login.throttled");
        for (var i = 0; i < 1_000; i++)
        {
            var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
            context.Connection.RemoteIpAddress = new IPAddress([192, 0, (byte)(i / 250), (byte)(i % 250)]);
            notes.Note(context, "login.throttled");
        }

        await notes.FlushAsync(CancellationToken.None);

        var entries = (await SecurityAsync()).Where(item => item.GetProperty("action").GetString() == "login.throttled").ToList();
        (entries.Count - before).ShouldBe(RefusalNotes.PerMinuteMax);
        entries.Sum(CountOf).ShouldBeGreaterThanOrEqualTo(1_000, "each is counted");
    }

    [Fact]
    public async Task SecurityLog_HasItsKindsOnly_OverRestAsSyslogAndOnThePage()
    {
        using var failed = await silo.Anonymous.PostAsJsonAsync("api/v1/session", new { loginName = "carol", password = "wrong" });
        failed.IsSuccessStatusCode.ShouldBeFalse();

        (await SecurityAsync()).ShouldAllBe(item => AuditActions.IsSecurity(item.GetProperty("action").GetString()!));
        (await SecurityAsync()).ShouldContain(item => item.GetProperty("action").GetString() == "login.failed");
        var syslog = (await silo.Administrator.GetStringAsync("api/v1/audit/export?format=syslog&security=true")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        syslog.ShouldAllBe(line => line.StartsWith("<84>1 ") || line.StartsWith("<85>1 "), "facility 10");
        (await silo.Administrator.GetStringAsync("api/v1/audit/export?format=syslog")).Split('\n').ShouldContain(line => line.StartsWith("<109>1 "));

        using var browser = await Browser.LogInAsync(silo, "root");
        var html = await browser.PageAsync("audit?show=security");
        html.ShouldContain("login.failed");
        html.ShouldContain("format=syslog&amp;security=true");
        html.ShouldNotContain(">login.ok<");
    }

    private static int CountOf(JsonElement entry) => int.Parse(entry.GetProperty("details").GetProperty("count").GetString()!);

    private async Task<List<JsonElement>> SecurityAsync() =>
        [.. (await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/audit?security=true&limit=500"))).GetProperty("items").EnumerateArray()];
}
