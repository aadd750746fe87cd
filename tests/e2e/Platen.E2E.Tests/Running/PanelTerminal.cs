using System.Text.Json;

namespace Platen.E2E.Tests.Running;

/// <summary>A terminal at a device, with a user logged in, over the open panel protocol.</summary>
public sealed class PanelTerminal : IDisposable
{
    private readonly JsonClient _http;
    private readonly string _root;

    private PanelTerminal(JsonClient http, string device) => (_http, _root) = (http, $"devices/{device}/");

    internal static async Task<PanelTerminal> LogInAsync(SystemEndpoints endpoints, string device, object credential)
    {
        var terminal = new PanelTerminal(new JsonClient(endpoints.PanelProtocol, endpoints.AgentCertificate), device);
        var session = await terminal._http.SendAsync(HttpMethod.Post, terminal._root + "session", credential);
        terminal._http.Token = session.GetProperty("token").GetString();
        return terminal;
    }

    public async Task<IReadOnlyList<PanelJob>> JobsAsync() =>
        (await _http.SendAsync(HttpMethod.Get, _root + "jobs?wait=3")).GetProperty("jobs").Deserialize<List<PanelJob>>(JsonSerializerOptions.Web)!;

    public Task<PanelJob> JobAsync(SentDocument document) => Eventually.GetAsync(
        $"{document.Title} in the panel's list", async () => (await JobsAsync()).FirstOrDefault(job => document.IsTitle(job.Title)));

    /// <summary>Releases a job, and waits for its end.</summary>
    public async Task<Release> ReleaseAsync(string job) => await EndAsync(await StartReleaseAsync(job));

    /// <summary>Waits for the end of a release.</summary>
    public Task<Release> EndAsync(string release) => Eventually.GetAsync(
        $"the end of the release {release}", async () => await ProgressAsync(release, wait: 10) is { Ended: true } ended ? ended : null, TimeSpan.FromMinutes(2));

    /// <summary>Asks for a release, and does not wait for it.</summary>
    public async Task<string> StartReleaseAsync(string job)
    {
        var release = Guid.CreateVersion7().ToString();
        await _http.SendAsync(HttpMethod.Post, _root + "releases", new { releases = new[] { new { job, releaseId = release } } });
        return release;
    }

    public async Task<Release> ProgressAsync(string release, int wait = 0) =>
        (await _http.SendAsync(HttpMethod.Get, $"{_root}releases/{release}?wait={wait}")).Deserialize<Release>(JsonSerializerOptions.Web)!;

    public Task LogOutAsync() => _http.SendAsync(HttpMethod.Delete, _root + "session");

    public void Dispose() => _http.Dispose();
}
