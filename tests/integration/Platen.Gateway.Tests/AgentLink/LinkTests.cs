using System.Net;
using System.Net.Http.Json;
using Platen.Contracts.AgentLink.V1;
using Platen.Gateway.AgentLink;
using Platen.Gateway.Tests.Hosting;
using Platen.Rpc;
using Platen.Rpc.Client;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>Enrolment, link and ingestion over mutual TLS against the real silo; and what REST shows of it to whom.</summary>
[Collection(SiloTests.Name)]
public sealed class LinkTests(SiloHost silo)
{
    private const string Device = "mfp-link";

    [Fact]
    public async Task Job_ReceivedReleasedAndFinished_IsInTheLedgerOnce()
    {
        using var agent = await EnrolledAsync("site-a");
        var (job, release) = (Events.NewId(), Events.NewId());
        AgentEvent[] events = [Events.Received(1, job, "carol", silo.UserId), Events.Started(2, job, release, silo.UserId, Device), Events.Finished(3, job, release, silo.UserId, Device)];
        await agent.SendAsync(events);
        // the acknowledgement was lost, the agent sends again: nothing is charged twice (I2)
        var before = await agent.SendAsync();
        before.ShouldBe(3UL);
        await agent.SendAsync(events);

        var row = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/jobs/{job}"));
        row.GetProperty("state").GetString().ShouldBe("completed");
        row.GetProperty("owner").GetString().ShouldBe(silo.UserId);
        row.GetProperty("pages").ToString().ShouldBe("""{"pages":7,"evidence":"parsed","reason":null}""");
        row.GetProperty("colour").GetString().ShouldBe("colour");
        row.GetProperty("sides").GetString().ShouldBe("one-sided");
        row.GetProperty("sha256").GetString().ShouldBe(new string('0', 64));
        var ledger = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/ledger?job={job}"));
        var entry = ledger.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("impressions").GetInt32().ShouldBe(7);
        entry.GetProperty("evidence").GetString().ShouldBe("device");
        entry.GetProperty("price").GetString().ShouldBe("1.40");
        entry.GetProperty("outcome").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task Jobs_OfOthers_AreNotThereForAUser()
    {
        // mutant: JobQuery.Filter does not force the owner
        using var agent = await EnrolledAsync("site-b");
        var (own, others, release) = (Events.NewId(), Events.NewId(), Events.NewId());
        await agent.SendAsync(
            Events.Received(1, own, "carol", silo.UserId, "Own"), Events.Received(2, others, "root", silo.AdministratorId, "Others"),
            Events.Started(3, others, release, silo.AdministratorId, Device), Events.Finished(4, others, release, silo.AdministratorId, Device));

        var list = (await SiloHost.ReadAsync(await silo.User.GetAsync($"api/v1/jobs?owner={silo.AdministratorId}&limit=500"))).ToString();
        list.ShouldContain(own);
        list.ShouldNotContain(others);
        (await silo.User.GetAsync($"api/v1/jobs/{own}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await silo.User.GetAsync($"api/v1/jobs/{others}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var ledger = (await SiloHost.ReadAsync(await silo.User.GetAsync($"api/v1/ledger?user={silo.AdministratorId}&limit=500"))).ToString();
        ledger.ShouldNotContain(others);
        using var release2 = await silo.User.PostAsJsonAsync($"api/v1/jobs/{others}/releases", new { device = Device });
        release2.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    // AU08, AU06. Mutants: in the name of the administrator that the user is; no wait of 7 days; an agent's word for a user who is shut out
    [Fact]
    public async Task PanelUser_RegistersACardAndDrawsAPin_AsThatUserAlone()
    {
        using var agent = await EnrolledAsync("site-cards");
        using var channel = agent.Channel();
        var made = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync("api/v1/users", new { loginName = "cardholder", displayName = "Card Holder", role = "administrator" }));
        var user = made.GetProperty("user").GetProperty("id").GetString()!;

        var added = await channel.UnaryAsync(AgentLinkMethods.RegisterCard, new RegisterCardRequest { UserId = user, DeviceId = Device, CardNumber = "04:FF:11:22:33" });
        (added.Done, added.Message).ShouldBe((true, ""));
        var taken = await channel.UnaryAsync(AgentLinkMethods.RegisterCard, new RegisterCardRequest { UserId = silo.UserId, DeviceId = Device, CardNumber = "04FF112233" });
        taken.Done.ShouldBeFalse();
        taken.Message.ShouldNotBeEmpty();

        var first = await channel.UnaryAsync(AgentLinkMethods.IssuePin, new IssuePinRequest { UserId = user, DeviceId = Device });
        first.Pin.Length.ShouldBeGreaterThanOrEqualTo(6);
        var second = await channel.UnaryAsync(AgentLinkMethods.IssuePin, new IssuePinRequest { UserId = user, DeviceId = Device });
        (second.Pin, second.Message).ShouldSatisfyAllConditions(reply => reply.Pin.ShouldBeEmpty(), reply => reply.Message.ShouldContain("7 days"));

        await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync($"api/v1/users/{user}", new { active = false }));
        (await Should.ThrowAsync<RpcException>(channel.UnaryAsync(AgentLinkMethods.RegisterCard, new RegisterCardRequest { UserId = user, CardNumber = "04FF112244" })))
            .Code.ShouldBe(RpcStatusCode.PermissionDenied);
    }

    [Fact]
    public async Task UnclaimedJob_Claimed_BecomesACommandForTheAgent()
    {
        using var agent = await EnrolledAsync("site-c");
        var job = Events.NewId();
        await agent.SendAsync(Events.Received(1, job, "nobody-here"));
        var unclaimed = await SiloHost.ReadAsync(await silo.Administrator.GetAsync("api/v1/jobs?unclaimed=true&site=site-c"));
        unclaimed.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(job);
        var claim = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/jobs/{job}/claim", new { user = silo.UserId }));
        var command = await agent.ReadAsync(message => message.Command?.ClaimJob?.JobId == job);
        command.Command.CommandId.ShouldBe(claim.GetProperty("command").GetString());
        command.Command.ClaimJob.OwnerUserId.ShouldBe(silo.UserId);
    }

    [Fact]
    public async Task Release_AskedForTwiceWithTheSameId_IsOneCommand()
    {
        using var agent = await EnrolledAsync("site-d");
        var (job, release) = (Events.NewId(), Events.NewId());
        await agent.SendAsync(Events.Received(1, job, "carol", silo.UserId));
        var first = await SiloHost.ReadAsync(await silo.User.PostAsJsonAsync($"api/v1/jobs/{job}/releases", new { device = "site-d-mfp", site = "site-d", releaseId = release }));
        var second = await SiloHost.ReadAsync(await silo.User.PostAsJsonAsync($"api/v1/jobs/{job}/releases", new { device = "site-d-mfp", releaseId = release }));
        first.GetProperty("releaseId").GetString().ShouldBe(release);
        second.GetProperty("command").GetString().ShouldBe(first.GetProperty("command").GetString());
        var command = await agent.ReadAsync(message => message.Command?.ReleaseJob?.JobId == job);
        command.Command.ReleaseJob.ReleaseId.ShouldBe(release);
        command.Command.ReleaseJob.DeviceId.ShouldBe("site-d-mfp");
    }

    [Fact]
    public async Task Lists_AsCsv_CannotBeFormulas()
    {
        using var agent = await EnrolledAsync("site-e");
        var (job, release) = (Events.NewId(), Events.NewId());
        await agent.SendAsync(
            Events.Received(1, job, "carol", silo.UserId, "=cmd|' /C calc'!A0, \"quoted\""), Events.Started(2, job, release, silo.UserId, Device), Events.Finished(3, job, release, silo.UserId, Device));
        using var answer = await silo.Administrator.GetAsync($"api/v1/ledger?job={job}&format=csv");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        lines[0].ShouldStartWith("id,at,user,");
        lines[1].ShouldContain(",\"'=cmd|' /C calc'!A0, \"\"quoted\"\"\",7,");
        var jobs = await (await silo.Administrator.GetAsync("api/v1/jobs?site=site-e&format=csv")).Content.ReadAsStringAsync();
        jobs.ShouldContain($"\r\n{job},");
        jobs.ShouldContain(",Completed,\"'=cmd|' /C calc'!A0, \"\"quoted\"\"\",");
    }

    [Fact]
    public async Task RevokedAgent_IsShutOutAtOnce()
    {
        using var agent = await EnrolledAsync("site-f");
        await agent.SendAsync();
        await SiloHost.ReadAsync(await silo.Administrator.DeleteAsync("api/v1/sites/site-f/agents/site-f-1"));
        var fault = await Should.ThrowAsync<RpcException>(() => agent.SendAsync());
        fault.Status.Code.ShouldBe(RpcStatusCode.PermissionDenied);
    }

    /// <summary>I5: the stream that is open, not only the next one. Mutant: the right is asked for when the link opens, and then only.</summary>
    [Fact]
    public async Task RevokedAgent_WithALiveStream_IsCutOffAtOnce()
    {
        using var agent = await EnrolledAsync("site-live");
        var greeted = new TaskCompletionSource();
        var link = agent.ReadAsync(message =>
        {
            greeted.TrySetResult();
            return false;
        });
        await greeted.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var began = TimeProvider.System.GetTimestamp();

        await SiloHost.ReadAsync(await silo.Administrator.DeleteAsync("api/v1/sites/site-live/agents/site-live-1"));

        var fault = await Should.ThrowAsync<RpcException>(() => link);
        fault.Status.Code.ShouldBe(RpcStatusCode.PermissionDenied);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10), "not only when its long poll is over");
    }

    [Fact]
    public async Task Link_WithoutCertificate_IsUnauthenticated()
    {
        using var stranger = TestAgent.New(silo);
        var fault = await Should.ThrowAsync<RpcException>(() => stranger.SendAsync());
        fault.Status.Code.ShouldBe(RpcStatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Token_UsedTwice_EnrolsOnce()
    {
        using var agent = TestAgent.New(silo);
        using var thief = TestAgent.New(silo);
        var token = await TokenAsync("site-g");
        var reply = await agent.EnrolAsync(token);
        reply.SiteId.ShouldBe("site-g");
        await Should.ThrowAsync<RpcException>(() => thief.EnrolAsync(token));
    }

    [Fact]
    public async Task Certificate_OfAnEnrolledAgent_NamesIt()
    {
        using var agent = await EnrolledAsync("site-h");
        var peer = AgentPeer.TryRead(agent.Certificate);
        peer.ShouldNotBeNull();
        (peer.Tenant.Value, peer.Site.Value, peer.Agent.Value).ShouldBe(("main", "site-h", "site-h-1"));
        peer.CertificateSerial.ShouldBe(agent.Certificate!.SerialNumber);
        AgentPeer.TryRead(silo.Authority).ShouldBeNull();
        AgentPeer.TryRead(null).ShouldBeNull();
    }

    private async Task<TestAgent> EnrolledAsync(string site)
    {
        var agent = TestAgent.New(silo);
        await agent.EnrolAsync(await TokenAsync(site));
        return agent;
    }

    private async Task<string> TokenAsync(string site)
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{site}", new { name = site }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{site}/devices/{site}-mfp", new { name = "MFP", host = "192.0.2.9", protocol = "raw", port = 9100 }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/queues/follow-me", new { name = "Follow me", kind = "pull", prices = new { monoPage = "0.05", colourPage = "0.20" } }));
        var added = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/sites/{site}/agents", new { agent = $"{site}-1" }));
        return added.GetProperty("token").GetString()!;
    }
}
