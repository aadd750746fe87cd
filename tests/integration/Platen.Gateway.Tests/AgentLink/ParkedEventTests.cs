using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Gateway.Tests.Console;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>Poisoned events over the real link, against the real silo and PostgreSQL: the rest goes on, and they are shown, retried, given up.</summary>
[Collection(SiloTests.Name)]
public sealed class ParkedEventTests(SiloHost silo)
{
    // Mutants: a time that is none ends the link, and the journal stops for ever; the event's bytes are not kept
    [Fact]
    public async Task PoisonedEvents_AreParked_TheRestGoesOn_AndWhatFitsLaterIsAppliedOnce()
    {
        using var agent = await NewAgentAsync("site-poison");
        var (job, release, good) = (Events.NewId(), Events.NewId(), Events.NewId());
        var timeless = Events.Received(3, good, "carol", silo.UserId);
        timeless.At = new Timestamp { Seconds = long.MaxValue, Nanos = -1 };
        await agent.SendAsync(
            Events.Started(1, job, release, silo.UserId, "mfp-poison"),
            Events.At(2, new AgentEvent { JobDeleted = new JobDeleted { JobId = "no id at all", Cause = DeletionCause.Owner } }),
            timeless);

        (await silo.Administrator.GetAsync($"api/v1/jobs/{good}")).StatusCode.ShouldBe(HttpStatusCode.OK, "what comes behind a poisoned event is applied");
        var parked = await ListAsync();
        parked.Select(row => (row.GetProperty("sequence").GetInt64(), row.GetProperty("kind").GetString(), row.GetProperty("reason").GetString()))
            .ShouldBe([(1, "JobReleaseStarted", "unknown-job"), (2, "JobDeleted", "invalid-fact")]);
        using var browser = await Browser.LogInAsync(silo, "root");
        (await browser.PageAsync("parked-events?site=site-poison")).ShouldContain("no id at all");

        await agent.SendAsync(Events.Received(4, job, "carol", silo.UserId));
        var retried = await SiloHost.ReadAsync(await silo.Administrator.PostAsync("api/v1/parked-events/retry?site=site-poison", null));
        (retried.GetProperty("applied").GetInt32(), retried.GetProperty("parked").GetInt32()).ShouldBe((1, 1));
        (await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/jobs/{job}"))).GetProperty("state").GetString().ShouldBe("processing");

        var left = (await ListAsync()).ShouldHaveSingleItem().GetProperty("id").GetString();
        (await silo.Administrator.PostAsync($"api/v1/parked-events/{left}/retry", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await silo.Administrator.PostAsJsonAsync($"api/v1/parked-events/{left}/discard", new { reason = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await silo.Administrator.PostAsJsonAsync($"api/v1/parked-events/{left}/discard", new { reason = "a test" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ListAsync()).ShouldBeEmpty();
    }

    private async Task<List<JsonElement>> ListAsync() =>
        [.. (await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/parked-events?site=site-poison"))).GetProperty("items").EnumerateArray()];

    private async Task<TestAgent> NewAgentAsync(string site)
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{site}", new { name = site }));
        var added = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/sites/{site}/agents", new { agent = site + "-1" }));
        var agent = TestAgent.New(silo);
        await agent.EnrolAsync(added.GetProperty("token").GetString()!);
        return agent;
    }
}
