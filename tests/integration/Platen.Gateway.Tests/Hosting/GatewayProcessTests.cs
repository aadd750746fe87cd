using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Ports;
using Platen.Gateway.Tests.AgentLink;
using Platen.Silo.Options;

namespace Platen.Gateway.Tests.Hosting;

/// <summary>A gateway apart from the silo: it serves everything through grains, and agents move between it and the silo's own one without loss or doubles (I2).</summary>
[Collection(SiloTests.Name)]
public sealed class GatewayProcessTests(SiloHost silo) : IAsyncLifetime
{
    private const string Device = "mfp-two";

    private GatewayHost _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayHost.StartAsync(silo);

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    // AZ12: who has no business with the database has no credentials for it
    [Fact]
    public void Gateway_Composed_HasNeitherStoreNorKeys()
    {
        _gateway.Services.GetService<IRecordStore>().ShouldBeNull();
        _gateway.Services.GetService<IMasterKey>().ShouldBeNull();
        _gateway.Services.GetService<ICertificateAuthority>().ShouldBeNull();
        _gateway.Services.GetService<ISetupTokens>().ShouldBeNull();
        _gateway.Folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name).Order().ShouldBe(["authority.pem", "server.pem"]);
        File.ReadAllText(Path.Combine(_gateway.Folder.FullName, "keys", "authority.pem")).ShouldNotContain("PRIVATE");
    }

    [Fact]
    public async Task Gateway_Dialled_ShowsACertificateOfTheSilosAuthority()
    {
        // the client trusts the silo's CA only, and looks at the name
        using var client = silo.CreateClient(_gateway.HttpsPort);
        (await client.GetAsync("health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var agents = silo.CreateClient(_gateway.AgentLinkPort);
        X509Certificate2.CreateFromPem(await agents.GetStringAsync("ca.pem")).Thumbprint.ShouldBe(silo.Authority.Thumbprint);
    }

    [Fact]
    public async Task Rest_ThroughTheGateway_KnowsTheSessionOfTheOtherOne()
    {
        using var client = silo.CreateClient(_gateway.HttpsPort);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await silo.TokenAsync("carol"));
        var session = await SiloHost.ReadAsync(await client.GetAsync("api/v1/session"));
        session.ToString().ShouldContain("carol");
        (await client.GetAsync("login")).StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.SeeOther, HttpStatusCode.Found);
    }

    // Mutant: the acknowledgement is the gateway's own count and not the record's.
    [Fact]
    public async Task Facts_SentAgainThroughTheOtherGateway_AreChargedOnce()
    {
        using var agent = await EnrolledAsync("two-a");
        var (job, release) = (Events.NewId(), Events.NewId());
        AgentEvent[] events = [Events.Received(1, job, "carol", silo.UserId), Events.Started(2, job, release, silo.UserId, Device), Events.Finished(3, job, release, silo.UserId, Device)];
        await agent.SendAsync(events[..2]);

        agent.Port = _gateway.AgentLinkPort;
        (await agent.SendAsync(events)).ShouldBe(2UL);
        agent.Port = silo.AgentLinkPort;
        (await agent.SendAsync(events)).ShouldBe(3UL);

        var ledger = await SiloHost.ReadAsync(await silo.Administrator.GetAsync($"api/v1/ledger?job={job}"));
        ledger.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("impressions").GetInt32().ShouldBe(7);
    }

    // Mutant: the command counts as sent when a gateway has read it; the one whose link died took it along.
    [Fact]
    public async Task Command_ReadByALinkThatBroke_ComesDownTheNextOne()
    {
        using var agent = await EnrolledAsync("two-b");
        var job = Events.NewId();
        await agent.SendAsync(Events.Received(1, job, "nobody-here"));
        var claim = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/jobs/{job}/claim", new { user = silo.UserId }));
        var first = await agent.ReadAsync(message => message.Command?.ClaimJob?.JobId == job);

        agent.Port = _gateway.AgentLinkPort;
        var second = await agent.ReadAsync(message => message.Command?.ClaimJob?.JobId == job);

        second.Command.CommandId.ShouldBe(first.Command.CommandId);
        second.Command.CommandId.ShouldBe(claim.GetProperty("command").GetString());
    }

    [Fact]
    public async Task Greeting_OfAGateway_NamesAllGateways()
    {
        using var agent = await EnrolledAsync("two-c");
        agent.Port = _gateway.AgentLinkPort;
        var hello = await agent.ReadAsync(message => message.BodyCase == ClusterMessage.BodyOneofCase.Hello);
        hello.Hello.Gateways.ShouldBe([$"https://127.0.0.1:{silo.AgentLinkPort}", $"https://127.0.0.1:{_gateway.AgentLinkPort}"]);
    }

    [Fact]
    public void Options_OfAGatewayWithDatabaseOrKeys_AreRefused()
    {
        var options = new SiloOptions { DataDirectory = "/srv/platen", ConnectionString = "Host=db;Password=secret", KeysDirectory = "/srv/keys" };

        var verdict = new SiloOptionsValidator(ClusterRole.Gateway).Validate(null, options);

        verdict.Failures!.Count().ShouldBe(2);
        verdict.FailureMessage!.ShouldNotContain("secret");
    }

    private async Task<TestAgent> EnrolledAsync(string site)
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{site}", new { name = site }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/queues/follow-me", new { name = "Follow me", kind = "pull", prices = new { monoPage = "0.05", colourPage = "0.20" } }));
        var added = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/sites/{site}/agents", new { agent = $"{site}-1" }));
        var agent = TestAgent.New(silo);
        agent.Port = _gateway.AgentLinkPort;
        await agent.EnrolAsync(added.GetProperty("token").GetString()!);
        return agent;
    }
}
