using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Tests.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>The panel over HTTPS on a free port of Kestrel, with jobs that the test sets and a clock that it moves.</summary>
internal sealed class PanelFixture : IAsyncDisposable
{
    private WebApplication _app = null!;

    public SessionFixture People { get; private set; } = null!;

    public FakeJobs Jobs { get; private set; } = null!;

    public FakeStates States { get; } = new();

    /// <summary>The jobs of other sites.</summary>
    public FakeRemoteJobs Others { get; } = new();

    /// <summary>The releases of other sites' jobs.</summary>
    public FakeRoamingReleases Roaming { get; } = new();

    /// <summary>What the server says about cards and PINs.</summary>
    public FakeCredentialRequests Credentials { get; } = new();

    /// <summary>What the server says about logins by phone.</summary>
    public FakeQrRequests Codes { get; } = new();

    /// <summary>What was asked for here while the site is cut off.</summary>
    public PendingPins Pins => _app.Services.GetRequiredService<PendingPins>();

    public Uri Address { get; private set; } = null!;

    /// <summary>A terminal: no cookies, no redirects.</summary>
    public HttpClient Terminal { get; private set; } = null!;

    public static async Task<PanelFixture> StartAsync()
    {
        var fixture = new PanelFixture { People = await SessionFixture.StartAsync() };
        fixture.Jobs = new FakeJobs(fixture.People.Time);
        await fixture.People.SendAsync(new Change
        {
            Queue = new ReplicaQueue { QueueId = "follow-me", Name = "Follow me", Prices = new PriceList { MonoPageE4 = 500, ColourPageE4 = 2500, BaseE4 = 0 } },
        });
        await fixture.ListenAsync();
        return fixture;
    }

    /// <summary>The routes of the panel, as they are mapped.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>A browser of its own, with cookies.</summary>
    public BrowserDriver Browse() => new(Address);

    public async Task<string> LogInAsync(object? credential = null, string device = "mfp-1")
    {
        var answer = await PostAsync($"{device}/session", credential ?? new { method = "card", card = SessionFixture.AliceCard });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await JsonAsync(answer)).GetProperty("token").GetString()!;
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, null, token);

    public async Task<HttpResponseMessage> PostAsync(string path, object body, string? token = null)
    {
        var content = JsonContent.Create(body);
        await content.LoadIntoBufferAsync(); // with its length, what is too long is refused before it is sent
        return await SendAsync(HttpMethod.Post, path, content, token);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? token)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, "/panel/v1/devices/" + path)) { Content = content };
        request.Headers.ExpectContinue = content is not null;
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return Terminal.SendAsync(request);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

    public static async Task ShouldBeProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await JsonAsync(answer)).GetProperty("type").GetString().ShouldBe("urn:platen:panel:" + code);
    }

    public async ValueTask DisposeAsync()
    {
        Terminal.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        People.Dispose();
    }

    private async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate())));
        builder.Services.AddSingleton<TimeProvider>(People.Time);
        builder.Services.AddSingleton<IReplica>(People.Replica);
        builder.Services.AddSingleton<IAgentJournal>(People.Journal);
        builder.Services.AddSingleton<ISiteLinkState>(People.Link);
        builder.Services.AddSingleton<IHeldJobs>(Jobs);
        builder.Services.AddSingleton<IReleases>(Jobs);
        builder.Services.AddSingleton<IDeviceStates>(States);
        builder.Services.AddPanelSessions();
        builder.Services.AddPanel();
        builder.Services.AddSingleton<ICredentialRequests>(Credentials);
        builder.Services.AddSingleton<IQrRequests>(Codes);
        builder.Services.AddSingleton<IRemoteJobSource>(Others);
        builder.Services.AddSingleton<IRoamingReleases>(Roaming);
        builder.Services.AddSingleton<RemoteJobs>();
        builder.Services.AddSingleton<IDocumentsAhead, NothingAhead>();
        _app = builder.Build();
        _app.MapPanel();
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Terminal = new HttpClient(BrowserDriver.Handler(useCookies: false));
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
